using System.Text.Json;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;
using AudioSampler.Dsp.Levels;
using AudioSampler.Dsp.Loudness;

namespace AudioSampler.Audio.Decoding;

/// <summary>A recording as decoded by one pass. Lives in a folder of the temporary store that the maker removes by disposing this; other
/// processes may <see cref="Open"/> the folder meanwhile.</summary>
public sealed class DecodedAudio : IAsyncDisposable, IDisposable
{
    private readonly StoreFolder? owned;

    private DecodedAudio(string folder, StoreFolder? owned, DecodedFacts facts, LevelSeries levels, LoudnessBlocks loudness)
    {
        this.owned = owned;
        Folder = folder;
        Info = facts.Info;
        Frames = facts.Frames;
        ContentHash = facts.ContentHash;
        AudioHash = facts.AudioHash;
        Warnings = facts.Warnings;
        Quality = facts.Quality;
        Levels = levels;
        Loudness = loudness;
        Analysis = StoredSignal.Open(Path.Combine(folder, DecodedFiles.Analysis), DecodeOptions.AnalysisRate, facts.SampleFormat);
        Network = facts.HasNetworkSignal
            ? StoredSignal.Open(Path.Combine(folder, DecodedFiles.Network), DecodeOptions.NetworkRate, facts.SampleFormat)
            : null;
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Folder { get; }

    /// <summary>What the file says of itself. Rate and channels are those that were decoded.</summary>
    public MediaInfo Info { get; }

    /// <summary>Number of samples of each channel, at the file's own rate; above 0.</summary>
    public long Frames { get; }

    /// <summary>Duration of what was decoded, in seconds.</summary>
    public double DurationSeconds => (double)Frames / Info.SampleRate;

    /// <summary><c>sha256:</c> and the hash of the file's bytes.</summary>
    public string ContentHash { get; }

    /// <summary><c>sha256:</c> and the hash of the decoded samples with rate and channels: the same for a retagged copy.</summary>
    public string AudioHash { get; }

    /// <summary>What the user should know of the file.</summary>
    public IReadOnlyList<DecodeWarning> Warnings { get; }

    /// <summary>Quality of the recording, measured on the original samples.</summary>
    public SignalQuality Quality { get; }

    /// <summary>Level per 10 ms, of the original samples.</summary>
    public LevelSeries Levels { get; }

    /// <summary>Loudness and true peak per 100 ms, of the original samples.</summary>
    public LoudnessBlocks Loudness { get; }

    /// <summary>Absolute path of the waveform pyramid, of the original samples.</summary>
    public string WaveformPath => Path.Combine(Folder, DecodedFiles.Waveform);

    /// <summary>The mono mix at 22 050 Hz.</summary>
    public StoredSignal Analysis { get; }

    /// <summary>The mono mix at 32 000 Hz; null unless the options asked for it.</summary>
    public StoredSignal? Network { get; }

    /// <summary>Opens the folder of a recording that another process decoded and still keeps. Disposing this does not remove it.</summary>
    /// <exception cref="AudioAccessException">It is no such folder, or is gone: its process ended.</exception>
    public static DecodedAudio Open(string folder)
    {
        try
        {
            return Load(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new AudioAccessException(
                AudioFault.NotFound,
                $"{ShownPath.Of(folder)}: no decoded recording is there any more ({error.Message}); analyse the file again",
                error
            );
        }
    }

    /// <summary>Writes what is not in the folder yet, and keeps the folder.</summary>
    internal static DecodedAudio Keep(StoreFolder folder, DecodedFacts facts, LevelSeries levels, LoudnessBlocks loudness)
    {
        SeriesFile.Write(folder.File(DecodedFiles.Series), levels, loudness);
        using (FileStream file = File.Create(folder.File(DecodedFiles.Facts)))
        {
            JsonSerializer.Serialize(file, facts, DecodedJson.Default.DecodedFacts);
        }

        return new DecodedAudio(folder.Path, folder, facts, levels, loudness);
    }

    /// <summary>Closes the signals and, for its maker, removes the folder.</summary>
    public void Dispose()
    {
        Analysis.Dispose();
        Network?.Dispose();
        owned?.Dispose();
    }

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static DecodedAudio Load(string folder)
    {
        using FileStream file = File.OpenRead(Path.Combine(folder, DecodedFiles.Facts));
        DecodedFacts facts =
            JsonSerializer.Deserialize(file, DecodedJson.Default.DecodedFacts) ?? throw new JsonException("the facts are missing");
        (LevelSeries levels, LoudnessBlocks loudness) = SeriesFile.Read(Path.Combine(folder, DecodedFiles.Series));
        return new DecodedAudio(folder, null, facts, levels, loudness);
    }
}
