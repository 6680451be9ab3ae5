using System.Globalization;
using AudioSampler.Audio.Ffmpeg;

namespace AudioSampler.Audio.Playback;

/// <summary>Cuts a stretch out of a file, as WAV or FLAC, at its own rate, channels and depth.</summary>
public static class SoundSlice
{
    private const int WholeBits = 16;

    /// <summary>Writes the slice, whole or not at all.</summary>
    /// <param name="programs">The FFmpeg installation.</param>
    /// <param name="path">The file to cut from.</param>
    /// <param name="stretch">From where to where, in seconds from the start of the file.</param>
    /// <param name="format">What it is written as.</param>
    /// <param name="bitDepth">Bits of a sample of the file; null when it is compressed with loss, which gives 16.</param>
    /// <param name="destination">Where the slice goes; its folder must exist.</param>
    /// <param name="cancellationToken">Ends FFmpeg and removes what was written.</param>
    /// <exception cref="AudioSamplerException">The file can't be read or decoded, or the slice can't be written.</exception>
    public static Task WriteAsync(
        FfmpegPrograms programs,
        string path,
        (double StartS, double EndS) stretch,
        SliceFormat format,
        int? bitDepth,
        string destination,
        CancellationToken cancellationToken
    ) =>
        SoundWriter.WriteAsync(
            programs,
            path,
            destination,
            ["-ss", Seconds(stretch.StartS)],
            ["-t", Seconds(stretch.EndS - stretch.StartS), .. Encoding(format, bitDepth)],
            "cut",
            cancellationToken
        );

    private static string[] Encoding(SliceFormat format, int? bitDepth) =>
        (format, bitDepth) switch
        {
            (SliceFormat.Wav, > 24) => ["-c:a", "pcm_f32le", "-f", "wav"],
            (SliceFormat.Wav, > WholeBits) => ["-c:a", "pcm_s24le", "-f", "wav"],
            (SliceFormat.Wav, _) => ["-c:a", "pcm_s16le", "-f", "wav"],
            (_, > WholeBits) => ["-c:a", "flac", "-sample_fmt", "s32", "-bits_per_raw_sample", "24", "-f", "flac"],
            _ => ["-c:a", "flac", "-sample_fmt", "s16", "-f", "flac"],
        };

    private static string Seconds(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
