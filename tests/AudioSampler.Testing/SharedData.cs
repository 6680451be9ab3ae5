namespace AudioSampler.Testing;

/// <summary>The shared evaluation data, found by the setting <c>AIS_SHARED</c> (default: the folder <c>shared</c> beside the repository).</summary>
public static class SharedData
{
    /// <summary>Absolute path of a file or folder of the shared data. Skips the test, saying so, where it is absent.</summary>
    public static string Require(string relativePath)
    {
        string path = Path.Combine(Root, relativePath);
        Assert.SkipUnless(
            File.Exists(path) || Directory.Exists(path),
            $"the shared evaluation data has no {relativePath} (set AIS_SHARED)"
        );
        return path;
    }

    private static string Root => Environment.GetEnvironmentVariable("AIS_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");
}
