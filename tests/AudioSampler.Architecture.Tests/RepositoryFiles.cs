using AudioSampler.Testing;

namespace AudioSampler.Architecture.Tests;

/// <summary>The files of the checkout that are written by people: no build output, no fetched packages.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] MadeFolders =
    [
        ".git",
        "bin",
        "obj",
        "artifacts",
        "node_modules",
        "dist",
        "TestResults",
        ".vs",
        ".idea",
        ".ais",
    ];

    /// <summary>Paths relative to the root, with forward slashes.</summary>
    /// <param name="folder">Where to begin, relative to the root.</param>
    /// <param name="extensions">Endings that are wanted; none for all.</param>
    public static IEnumerable<string> Under(string folder, params string[] extensions)
    {
        string start = Path.Combine(Repository.Root, folder);
        foreach (string path in Directory.EnumerateFiles(start))
        {
            if (extensions.Length == 0 || extensions.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            {
                yield return Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
            }
        }

        foreach (
            string inner in Directory
                .EnumerateDirectories(start)
                .Where(inner => !MadeFolders.Contains(Path.GetFileName(inner), StringComparer.Ordinal))
        )
        {
            foreach (string path in Under(Path.GetRelativePath(Repository.Root, inner), extensions))
            {
                yield return path;
            }
        }
    }

    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(Repository.Root, relativePath));

    public static string[] ReadLines(string relativePath) => File.ReadAllLines(Path.Combine(Repository.Root, relativePath));
}
