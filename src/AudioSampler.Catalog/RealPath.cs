namespace AudioSampler.Catalog;

/// <summary>Paths without symbolic links, so that what lies under a root can be told from what only seems to.</summary>
public static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The absolute path with every symbolic link in it resolved. Parts that don't exist stay as they are.</summary>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        for (int links = 0; links <= MostLinks; links++)
        {
            if (FirstLink(full) is not { } link)
            {
                return full;
            }

            string rest = Path.GetRelativePath(link.FullName, full);
            string target = Path.Combine(Path.GetDirectoryName(link.FullName) ?? "/", link.LinkTarget!);
            full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(rest == "." ? target : Path.Combine(target, rest)));
        }

        throw new IOException($"the symbolic links of {path} go round in a circle");
    }

    /// <summary>Whether a path is a folder or lies below it, with all symbolic links resolved.</summary>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static bool IsUnder(string path, string folder) => Storage.RootTable.Holds(Of(folder), Of(path));

    private static FileInfo? FirstLink(string full)
    {
        string root = Path.GetPathRoot(full) ?? "/";
        string prefix = root;
        foreach (string part in full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            prefix = Path.Combine(prefix, part);
            var entry = new FileInfo(prefix);
            if (entry.LinkTarget is not null)
            {
                return entry;
            }
        }

        return null;
    }
}
