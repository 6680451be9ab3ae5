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
    public static Task WriteAsync(FfmpegPrograms programs, string path, string destination, CancellationToken cancellationToken) =>
        SoundWriter.WriteAsync(programs, path, destination, [], ["-c:a", "flac", "-f", "flac"], "copied for playing", cancellationToken);
}
