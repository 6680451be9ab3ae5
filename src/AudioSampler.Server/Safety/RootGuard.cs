using AudioSampler.Audio;

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

        // What is opened is the path without links: a link that is changed afterwards leads nowhere new.
        return RealPath.Find(path) is { } real && (await AdmissionAsync(cancellationToken))(real) ? real : null;
    }

    /// <summary>Whether a path lies under a root, whether or not anything stands there: only of such a path may a caller learn that it is empty.</summary>
    /// <param name="path">An absolute path as a caller gave it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<bool> CoversAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return (await AdmissionAsync(cancellationToken))(RealPath.Of(path));
        }
        catch (IOException)
        {
            return false; // Links that lead in a circle lead nowhere.
        }
    }

    /// <summary>Tells of paths without links whether they lie under one of the roots as they are now: for a folder's many files.</summary>
    public async Task<Predicate<string>> AdmissionAsync(CancellationToken cancellationToken)
    {
        string[] now = [.. (await roots(cancellationToken)).Select(RealPath.Find).OfType<string>()];
        return real => now.Any(root => RealPath.Holds(root, real));
    }
}
