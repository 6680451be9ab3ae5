using AudioSampler.Audio.Ffmpeg;

namespace AudioSampler.Audio.Playback;

/// <summary>Lets FFmpeg write a file from another.</summary>
internal static class SoundWriter
{
    /// <summary>Writes it, whole or not at all.</summary>
    /// <param name="programs">The FFmpeg installation.</param>
    /// <param name="path">The file to read.</param>
    /// <param name="destination">The file to write; its folder must exist.</param>
    /// <param name="before">Arguments before the input.</param>
    /// <param name="after">Arguments between the input and the output.</param>
    /// <param name="done">What was to be done with it, for a message: "copied for playing".</param>
    /// <param name="cancellationToken">Ends FFmpeg and removes what was written.</param>
    /// <exception cref="AudioSamplerException">The file can't be read or decoded, or the other can't be written.</exception>
    public static async Task WriteAsync(
        FfmpegPrograms programs,
        string path,
        string destination,
        string[] before,
        string[] after,
        string done,
        CancellationToken cancellationToken
    )
    {
        string unfinished = destination + ".part";
        try
        {
            using var file = InputFile.Open(path);
            string[] arguments =
            [
                "-nostdin",
                "-hide_banner",
                "-v",
                "error",
                "-y",
                .. before,
                .. InputArguments.For(file),
                "-map",
                "0:a:0",
                "-map_metadata",
                "-1",
                .. after,
                "file:" + unfinished,
            ];
            await using (var tool = ToolProcess.Start(programs.FfmpegPath, arguments))
            {
                int exitCode = await tool.WaitAsync(cancellationToken);
                if (exitCode != 0)
                {
                    throw new AudioContentException(
                        AudioFault.DecodeFailed,
                        $"{ShownPath.Of(path)} can't be {done}: {(tool.Messages.Lines is [.., var last] ? last : "FFmpeg gave no reason")}"
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
}
