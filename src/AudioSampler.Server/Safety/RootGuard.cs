using AudioSampler.Catalog;

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
        if (!Path.IsPathFullyQualified(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            // What is opened is the path without links: a link that is changed afterwards leads nowhere new.
            string real = RealPath.Of(path);
            bool allowed = (await roots(cancellationToken)).Any(root => RealPath.IsUnder(real, root));
            return allowed && Path.Exists(real) ? real : null;
        }
        catch (IOException)
        {
            return null; // Links that lead in a circle lead nowhere.
        }
    }
}
