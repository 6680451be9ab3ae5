using AudioSampler.Audio.Ffmpeg;

namespace AudioSampler.Audio.Playback;

/// <summary>Copies the sound of a file into FLAC, which every browser plays.</summary>
public static class FlacCopy
{
    /// <summary>Writes the copy, whole or not at all.</summary>
    /// <param name="programs">The FFmpeg installation.</param>
    /// <param name="path">The file to copy.</param>
    /// <param name="destination">Where the copy goes; its folder must exist.</param>
    /// <param name="cancellationToken">Ends FFmpeg and removes what was written.</param>
    /// <exception cref="AudioSamplerException">The file can't be read or decoded, or the copy can't be written.</exception>
    public static async Task WriteAsync(FfmpegPrograms programs, string path, string destination, CancellationToken cancellationToken)
    {
        string unfinished = destination + ".part";
        try
        {
            using var file = InputFile.Open(path);
            await using (var tool = ToolProcess.Start(programs.FfmpegPath, Arguments(file, unfinished)))
            {
                int exitCode = await tool.WaitAsync(cancellationToken);
                if (exitCode != 0)
                {
                    throw new AudioContentException(
                        AudioFault.DecodeFailed,
                        $"{ShownPath.Of(path)} can't be copied for playing: {(tool.Messages.Lines is [.., var last] ? last : "FFmpeg gave no reason")}"
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

    private static IEnumerable<string> Arguments(InputFile file, string destination) =>
        [
            "-nostdin",
            "-hide_banner",
            "-v",
            "error",
            "-y",
            .. InputArguments.For(file),
            "-map",
            "0:a:0",
            "-map_metadata",
            "-1",
            "-c:a",
            "flac",
            "-f",
            "flac",
            "file:" + destination,
        ];
}
