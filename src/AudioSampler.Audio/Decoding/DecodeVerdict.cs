using System.Collections.Immutable;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Metadata;

namespace AudioSampler.Audio.Decoding;

/// <summary>Compares what was decoded with what the file promised.</summary>
internal static class DecodeVerdict
{
    // Encoders pad and headers count the padding or don't: up to two frames of MP3 or AAC at 8 kHz are no loss.
    private const double ToleranceSeconds = 0.5;

    // Lossless codecs state their number of samples exactly; a frame of theirs is about 0.1 s.
    private const double LosslessToleranceSeconds = 0.05;
    private const double RoundingSeconds = 0.0005;

    // Tags behind the sound of an MP3 and a scrap before it are met as one damaged part each.
    private const int HarmlessDamagedParts = 2;

    /// <summary>The warnings of a pass.</summary>
    /// <param name="info">What the file promised.</param>
    /// <param name="seconds">What was decoded.</param>
    /// <param name="nanSamples">Samples that were no numbers.</param>
    /// <param name="turnedFrames">Frames in which the channels are each other's opposite.</param>
    /// <param name="exitCode">Of FFmpeg.</param>
    /// <param name="messages">Of FFmpeg.</param>
    public static ImmutableArray<DecodeWarning> Of(
        MediaInfo info,
        double seconds,
        long nanSamples,
        long turnedFrames,
        int exitCode,
        ToolMessages messages
    )
    {
        var warnings = ImmutableArray.CreateBuilder<DecodeWarning>();
        double difference = info.HeaderDurationSeconds is { } stated ? seconds - stated : 0;
        int damagedParts = FfmpegErrors.DamagedParts(messages);
        double tolerance =
            !IsLosslessCodec(info) ? ToleranceSeconds
            : damagedParts > 0 ? RoundingSeconds
            : LosslessToleranceSeconds;
        if (exitCode != 0)
        {
            warnings.Add(new(AudioFault.Truncated, $"FFmpeg ended early (exit code {exitCode}), after {seconds:0.0} s"));
        }
        else if (info.HeaderLength == HeaderLength.CutOff)
        {
            warnings.Add(
                new(AudioFault.Truncated, $"the file is cut off: its header states more sound than the {seconds:0.0} s that are there")
            );
        }
        else if (info.HeaderLength is HeaderLength.TooLong or HeaderLength.TooShort)
        {
            string which = info.HeaderLength == HeaderLength.TooLong ? "more" : "less";
            warnings.Add(new(AudioFault.WrongHeader, $"the header states {which} sound than there is; all {seconds:0.0} s were read"));
        }
        else if (difference < -tolerance || FfmpegErrors.EndedEarly(messages))
        {
            string promised = (info.HeaderDurationSeconds ?? info.EstimatedDurationSeconds) is { } header ? $" of {header:0.0##} s" : "";
            warnings.Add(new(AudioFault.Truncated, $"the file ends early or is damaged: {seconds:0.0##} s{promised} could be decoded"));
        }
        else if (difference > ToleranceSeconds)
        {
            warnings.Add(
                new(AudioFault.WrongHeader, $"the header states {info.HeaderDurationSeconds:0.0} s, but all {seconds:0.0} s were read")
            );
        }
        else if (damagedParts > HarmlessDamagedParts)
        {
            warnings.Add(new(AudioFault.DecodeFailed, $"the file is damaged: {damagedParts} parts could not be decoded and are left out"));
        }

        if (nanSamples > 0)
        {
            warnings.Add(new(AudioFault.NanSamples, $"{nanSamples} samples are not numbers and were read as 0"));
        }

        if (turnedFrames > 0)
        {
            warnings.Add(
                new(
                    AudioFault.OppositeChannels,
                    $"the channels cancel each other for {(double)turnedFrames / info.SampleRate:0.0} s, where their difference was analysed"
                )
            );
        }

        return warnings.ToImmutable();
    }

    private static bool IsLosslessCodec(MediaInfo info) =>
        info.BitDepth is not null && !info.Codec.StartsWith("pcm_", StringComparison.Ordinal);
}
