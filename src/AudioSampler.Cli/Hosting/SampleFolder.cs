namespace AudioSampler.Cli.Hosting;

/// <summary>Finds the recordings that come with the program.</summary>
internal static class SampleFolder
{
    private const string LauncherHome = "AIS_HOME";

    /// <summary>The folder; null when the program was not started from its checkout.</summary>
    public static string? Find() =>
        Environment.GetEnvironmentVariable(LauncherHome) is { } home && Directory.Exists(Path.Combine(home, "samples"))
            ? Path.Combine(home, "samples")
            : null;
}
