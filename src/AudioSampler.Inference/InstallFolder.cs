namespace AudioSampler.Inference;

/// <summary>Where set-up has put what doesn't come with the program.</summary>
internal static class InstallFolder
{
    private const string Setting = "AIS_HOME";

    /// <summary>The folder of the program's checkout: by its setting, else above a build that is run out of its own folder, as tests are; null when there is none.</summary>
    public static string? Home => Environment.GetEnvironmentVariable(Setting) ?? RepositoryAbove(AppContext.BaseDirectory);

    /// <summary>The folder of fetched libraries and networks; null when there is none.</summary>
    public static string? Native => Home is { } home ? Path.Combine(home, "artifacts", "native") : null;

    private static string? RepositoryAbove(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "AudioSampler.slnx")))
            {
                return at.FullName;
            }
        }

        return null;
    }
}
