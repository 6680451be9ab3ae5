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
    public static async Task WriteAsync(
        FfmpegPrograms programs,
        string path,
        (double StartS, double EndS) stretch,
        SliceFormat format,
        int? bitDepth,
        string destination,
        CancellationToken cancellationToken
    )
    {
        string unfinished = destination + ".part";
        try
        {
            using var file = InputFile.Open(path);
            await using (var tool = ToolProcess.Start(programs.FfmpegPath, Arguments(file, stretch, format, bitDepth, unfinished)))
            {
                int exitCode = await tool.WaitAsync(cancellationToken);
                if (exitCode != 0)
                {
                    throw new AudioContentException(
                        AudioFault.DecodeFailed,
                        $"{ShownPath.Of(path)} can't be cut: {(tool.Messages.Lines is [.., var last] ? last : "FFmpeg gave no reason")}"
                    );
                }
            }

            File.Move(unfinished, destination, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static IEnumerable<string> Arguments(
        InputFile file,
        (double StartS, double EndS) stretch,
        SliceFormat format,
        int? bitDepth,
        string destination
    )
    {
        string[] encoding = (format, bitDepth) switch
        {
            (SliceFormat.Wav, > 24) => ["-c:a", "pcm_f32le", "-f", "wav"],
            (SliceFormat.Wav, > WholeBits) => ["-c:a", "pcm_s24le", "-f", "wav"],
            (SliceFormat.Wav, _) => ["-c:a", "pcm_s16le", "-f", "wav"],
            (_, > WholeBits) => ["-c:a", "flac", "-sample_fmt", "s32", "-bits_per_raw_sample", "24", "-f", "flac"],
            _ => ["-c:a", "flac", "-sample_fmt", "s16", "-f", "flac"],
        };
        return
        [
            "-nostdin",
            "-hide_banner",
            "-v",
            "error",
            "-y",
            "-ss",
            Seconds(stretch.StartS),
            .. InputArguments.For(file),
            "-t",
            Seconds(stretch.EndS - stretch.StartS),
            "-map",
            "0:a:0",
            "-map_metadata",
            "-1",
            .. encoding,
            "file:" + destination,
        ];
    }

    private static string Seconds(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
