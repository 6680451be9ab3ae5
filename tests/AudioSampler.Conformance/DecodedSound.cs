using AudioSampler.Analysis.Engine;
using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Conformance;

/// <summary>A sound as analyzers get it: decoded, one region that is the whole of it.</summary>
internal sealed class DecodedSound : IAsyncDisposable
{
    private DecodedSound(string name, DecodedAudio audio, FileFacts file)
    {
        Name = name;
        Audio = audio;
        File = file;
        Region = new RegionDocument
        {
            Id = $"{name}-r1",
            Index = 0,
            StartS = 0,
            EndS = file.DurationS,
        };
    }

    public string Name { get; }

    public DecodedAudio Audio { get; }

    public FileFacts File { get; }

    public RegionDocument Region { get; }

    /// <summary>Writes a sound to a file and decodes it as the program does.</summary>
    /// <param name="sound">The sound.</param>
    /// <param name="folder">Where the file goes.</param>
    /// <param name="network">Whether the signal for networks is wanted.</param>
    public static async Task<DecodedSound> MakeAsync(TestSound sound, string folder, bool network)
    {
        string path = Path.Combine(folder, $"{sound.Name.Replace(' ', '-')}.wav");
        WaveFiles.Write(path, sound.Samples, TestSound.SampleRate);
        DecodedAudio audio = await new DecodePass(FfmpegLocator.Locate()).RunAsync(
            path,
            new DecodeOptions { WriteNetworkSignal = network },
            TempStore.Open(),
            null,
            CancellationToken.None
        );
        return new DecodedSound(sound.Name, audio, FileFactsBuilder.Of(FileIdentification.Of(path), audio));
    }

    public ValueTask DisposeAsync() => Audio.DisposeAsync();
}
