using System.Security.Cryptography;
using AudioSampler.Inference.OnnxRuntime;

namespace AudioSampler.Inference.Speech;

/// <summary>The network that hears voices, Silero VAD 5: for each 32 ms, how likely somebody speaks. Safe to use from several threads at once, each with a <see cref="SpeechListener"/> of its own.</summary>
public sealed class SpeechNetwork : IDisposable
{
    /// <summary>Samples per second that it takes, mono.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Samples of a frame.</summary>
    public const int FrameSamples = 512;

    private const string Hash = "2623a2953f6ff3d2c1e61740c6cdb7168133479b267dfef114a4a3cc5bdd788f";
    private readonly OnnxSession _session;

    private SpeechNetwork(OnnxSession session) => _session = session;

    /// <summary>Opens the network.</summary>
    /// <param name="files">Its published file.</param>
    /// <exception cref="ModelException">The runtime is missing, or the file is not that of the version that is known.</exception>
    public static SpeechNetwork Open(SileroFiles files)
    {
        byte[] model;
        try
        {
            model = File.ReadAllBytes(files.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(SileroFiles.Name, $"{files.Path} can't be read: {e.Message}");
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(model));
        return hash == Hash
            ? new SpeechNetwork(OnnxSession.Open(SileroFiles.Name, model))
            : throw new ModelException(
                SileroFiles.Name,
                $"{files.Path} has the SHA-256 {hash}, not {Hash}: it is another version, or damaged"
            );
    }

    /// <summary>Begins to listen to a recording.</summary>
    public SpeechListener Listen() => new(_session);

    /// <inheritdoc />
    public void Dispose() => _session.Dispose();
}
