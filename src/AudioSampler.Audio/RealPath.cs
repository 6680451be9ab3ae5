namespace AudioSampler.Audio;

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

    /// <summary>The absolute path with every symbolic link in it resolved; null when no file or folder stands there.</summary>
    public static string? Find(string path)
    {
        try
        {
            string real = Of(path);
            return Path.Exists(real) ? real : null;
        }
        catch (IOException)
        {
            return null; // Links that lead in a circle lead nowhere.
        }
    }

    /// <summary>Whether a path is a folder or lies below it, with all symbolic links resolved.</summary>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static bool IsUnder(string path, string folder) => Holds(Of(folder), Of(path));

    /// <summary>Whether a path is a folder or lies below it. Both are absolute; links are the caller's matter.</summary>
    public static bool Holds(string folder, string path)
    {
        string trimmed = Path.TrimEndingDirectorySeparator(folder);
        return path == trimmed
            || path.StartsWith(
                trimmed.EndsWith(Path.DirectorySeparatorChar) ? trimmed : trimmed + Path.DirectorySeparatorChar,
                StringComparison.Ordinal
            );
    }

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
