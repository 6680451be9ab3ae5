namespace AudioSampler.Audio.Ffmpeg;

/// <summary>Finds FFmpeg: the setting <c>AIS_FFMPEG</c> (the program or its folder), else the folders of <c>PATH</c>.</summary>
public static class FfmpegLocator
{
    /// <summary>Name of the setting.</summary>
    public const string Setting = "AIS_FFMPEG";

    private const string Remedy =
        $"install it (Debian and Ubuntu: apt-get install ffmpeg; Fedora: dnf install ffmpeg-free; macOS: brew install ffmpeg) or set {Setting} to the program";

    /// <summary>Finds both programs.</summary>
    /// <exception cref="FfmpegMissingException">There is no <c>ffmpeg</c>, or no <c>ffprobe</c> beside it.</exception>
    public static FfmpegPrograms Locate() =>
        Locate(Environment.GetEnvironmentVariable(Setting), Environment.GetEnvironmentVariable("PATH"));

    /// <summary>As <see cref="Locate()"/>, with the values of the two settings given.</summary>
    internal static FfmpegPrograms Locate(string? setting, string? searchPath)
    {
        if (!string.IsNullOrWhiteSpace(setting))
        {
            string chosen = Directory.Exists(setting) ? Path.Combine(setting, Program("ffmpeg")) : setting;
            return File.Exists(chosen)
                ? WithProbe(Path.GetFullPath(chosen))
                : throw new FfmpegMissingException($"{Setting} is {ShownPath.Of(setting)}, but no ffmpeg is there; {Remedy}");
        }

        string? found = (searchPath ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, Program("ffmpeg")))
            .FirstOrDefault(File.Exists);
        return found is null
            ? throw new FfmpegMissingException($"FFmpeg was not found in PATH; {Remedy}")
            : WithProbe(Path.GetFullPath(found));
    }

    private static FfmpegPrograms WithProbe(string ffmpeg)
    {
        string probe = Path.Combine(Path.GetDirectoryName(ffmpeg)!, Program("ffprobe"));
        return File.Exists(probe)
            ? new FfmpegPrograms(ffmpeg, probe)
            : throw new FfmpegMissingException($"FFmpeg is at {ShownPath.Of(ffmpeg)}, but ffprobe is not beside it; {Remedy}");
    }

    private static string Program(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;
}
