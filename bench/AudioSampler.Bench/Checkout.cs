namespace AudioSampler.Bench;

/// <summary>Places in and beside the checkout that the measurements are run from.</summary>
internal static class Checkout
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Songs to make long recordings of: those of the shared evaluation data (<c>AIS_SHARED</c>), else the samples of this project.</summary>
    public static string[] Songs()
    {
        string shared = Environment.GetEnvironmentVariable("AIS_SHARED") ?? Path.Combine(Root, "..", "shared");
        string music = Path.Combine(shared, "eval", "music");
        string folder = Directory.Exists(music) ? music : Path.Combine(Root, "samples");
        string[] endings = [".mp3", ".m4a", ".ogg", ".wav", ".flac"];
        return
        [
            .. Directory
                .EnumerateFiles(folder)
                .Where(f => endings.Contains(Path.GetExtension(f), StringComparer.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "AudioSampler.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("run the measurements from a checkout");
    }
}
