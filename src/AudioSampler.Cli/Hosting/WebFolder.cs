namespace AudioSampler.Cli.Hosting;

/// <summary>Finds the built page: in the installed program, or in the checkout that the launcher runs from.</summary>
internal static class WebFolder
{
    private const string LauncherHome = "AIS_HOME";

    /// <summary>The folder that holds <c>index.html</c>; null when the page was not built.</summary>
    public static string? Find()
    {
        string? home = Environment.GetEnvironmentVariable(LauncherHome);
        IEnumerable<string> candidates = [Path.Combine(AppContext.BaseDirectory, "web")];
        if (home is not null)
        {
            candidates = candidates.Append(Path.Combine(home, "web", "dist"));
        }

        return candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "index.html")));
    }
}
