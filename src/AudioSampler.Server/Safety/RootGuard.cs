namespace AudioSampler.Server.Safety;

/// <summary>Lets through only paths that lie, with all links resolved, under one of the roots.</summary>
/// <param name="roots">Gives the roots as they are now.</param>
public sealed class RootGuard(Func<CancellationToken, Task<IReadOnlyList<string>>> roots)
{
    /// <summary>What to say to a caller whose path is not let through. Whether such a file exists is not told.</summary>
    public static string Refusal(string path) =>
        $"{path} is not under a root, or does not exist: add its folder with ais serve --root DIR, or analyse it once from the command line";

    /// <summary>The path with all links resolved, when it is a file or folder under a root; else null.</summary>
    /// <param name="path">An absolute path as a caller gave it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<string?> ResolveAsync(string path, CancellationToken cancellationToken)
    {
        if (!Path.IsPathFullyQualified(path) || path.Contains('\0', StringComparison.Ordinal) || RealPath(path) is not { } real)
        {
            return null;
        }

        foreach (string root in await roots(cancellationToken))
        {
            if (RealPath(root) is { } realRoot && IsUnder(real, realRoot))
            {
                return real;
            }
        }

        return null;
    }

    private static bool IsUnder(string path, string root) =>
        path == root
        || path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Resolves every link on the way, not only the last: a linked folder may lead out of a root. Null when the path doesn't exist.</summary>
    private static string? RealPath(string path)
    {
        string full = Path.GetFullPath(path);
        string real = Path.GetPathRoot(full)!;
        foreach (string part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(real, part);
            FileSystemInfo entry = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            if (!entry.Exists)
            {
                return null;
            }

            try
            {
                // The target may itself pass through links: it is resolved from its root again.
                real = entry.LinkTarget is null
                    ? next
                    : RealPath(entry.ResolveLinkTarget(returnFinalTarget: true)!.FullName) ?? string.Empty;
            }
            catch (IOException)
            {
                return null; // Links that lead in a circle lead nowhere.
            }

            if (real.Length == 0)
            {
                return null;
            }
        }

        return real;
    }
}
