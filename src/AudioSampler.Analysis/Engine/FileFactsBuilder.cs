using AudioSampler.Audio.Decoding;
using AudioSampler.Dsp.Levels;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>Writes what the decoder found as the facts of the document.</summary>
internal static class FileFactsBuilder
{
    private const int TimeDecimals = 4;
    private const int ShortTimeDecimals = 7;
    private const double ShortSeconds = 0.001;
    private const int LevelDecimals = 2;
    private const int RatioDecimals = 5;

    /// <summary>The facts of a decoded file.</summary>
    public static FileFacts Of(FileIdentity identity, DecodedAudio audio) =>
        new()
        {
            Name = Path.GetFileName(identity.Path),
            Format = audio.Info.Format,
            Codec = audio.Info.Codec,
            SampleRate = audio.Info.SampleRate,
            Channels = audio.Info.Channels,
            BitDepth = audio.Info.BitDepth,
            DurationS = Seconds(audio.DurationSeconds),
            SizeBytes = identity.SizeBytes,
            ContentHash = audio.ContentHash,
            AudioHash = audio.AudioHash,
            RecordedAt = audio.Info.RecordedAt,
            Metadata = audio.Info.Tags,
            Cues = [.. audio.Info.Cues.Select(c => new CuePoint(Seconds(c.TimeSeconds), c.Label))],
            Loops = [.. audio.Info.Loops.Select(l => new LoopPoints(Seconds(l.StartSeconds), Seconds(l.EndSeconds)))],
            Quality = Of(audio.Quality),
        };

    /// <summary>A time as the document writes it, to a tenth of a millisecond; below a millisecond finer, so that a file of one sample has a length.</summary>
    public static double Seconds(double seconds) => Math.Round(seconds, seconds < ShortSeconds ? ShortTimeDecimals : TimeDecimals);

    /// <summary>A level as the document writes it, to a hundredth of a decibel.</summary>
    public static double? Level(double? decibels) => decibels is { } value ? Math.Round(value, LevelDecimals) : null;

    private static QualityFacts Of(SignalQuality quality) =>
        new()
        {
            PeakDbfs = Level(quality.PeakDbfs),
            ClippedSamples = quality.ClippedSamples,
            DcOffset = Math.Round(quality.DcOffset, RatioDecimals),
            NoiseFloorDbfs = Level(quality.NoiseFloorDbfs),
            PhaseCorrelation = quality.PhaseCorrelation is { } correlation ? Math.Round(correlation, RatioDecimals) : null,
        };
}
