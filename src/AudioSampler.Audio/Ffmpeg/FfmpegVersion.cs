namespace AudioSampler.Audio.Ffmpeg;

/// <summary>Asks an installation what it is.</summary>
public static class FfmpegVersion
{
    /// <summary>The version as the program writes it, such as <c>5.1.9-0+deb12u1</c>.</summary>
    /// <exception cref="FfmpegMissingException">The program can't be started, or doesn't answer as FFmpeg does.</exception>
    public static async Task<string> QueryAsync(FfmpegPrograms programs, CancellationToken cancellationToken)
    {
        await using var process = ToolProcess.Start(programs.FfmpegPath, ["-version"]);
        string text = await process.ReadTextAsync(1 << 16, cancellationToken);
        string[] words = text.Split((char[]?)null, 4, StringSplitOptions.RemoveEmptyEntries);
        return words is ["ffmpeg", "version", var version, ..]
            ? version
            : throw new FfmpegMissingException(
                $"{ShownPath.Of(programs.FfmpegPath)} does not answer as FFmpeg does; set {FfmpegLocator.Setting} to an ffmpeg program"
            );
    }
}
