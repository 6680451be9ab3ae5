namespace AudioSampler.Testing;

/// <summary>The checkout that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Absolute path of the folder that holds <c>AudioSampler.slnx</c>.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AudioSampler.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no AudioSampler.slnx above {start}");
    }
}
