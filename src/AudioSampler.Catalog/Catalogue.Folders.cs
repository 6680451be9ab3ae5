using AudioSampler.Catalog.Storage;

namespace AudioSampler.Catalog;

public sealed partial class Catalogue
{
    /// <summary>The folders right in a folder that hold files of the catalogue, also below them, by name.</summary>
    /// <param name="folder">Absolute path of the folder; null for the roots themselves.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<IReadOnlyList<FolderCount>> FoldersAsync(string? folder, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<FolderCount>>(
            database.Read(connection =>
                folder is null
                    ? RootTable.List(connection).ConvertAll(root => RootCount(root, FileTable.CountBelow(connection, root)))
                    : Children(folder, FileTable.CountBelow(connection, folder))
            )
        );
    }

    private static FolderCount RootCount(string root, IReadOnlyDictionary<string, long> counts) =>
        new(
            root,
            Path.GetFileName(root) is { Length: > 0 } name ? name : root,
            counts.Values.Sum(),
            counts.Keys.Any(folder => folder != root)
        );

    private static List<FolderCount> Children(string folder, IReadOnlyDictionary<string, long> counts)
    {
        int below = FileTable.RangeBelow(folder).Below.Length;
        return
        [
            .. counts
                .Where(count => count.Key.Length > below)
                .Select(count => (Parts: count.Key[below..].Split(Path.DirectorySeparatorChar, 2), Files: count.Value))
                .GroupBy(count => count.Parts[0], StringComparer.Ordinal)
                .OrderBy(child => child.Key, StringComparer.OrdinalIgnoreCase)
                .Select(child => new FolderCount(
                    Path.Combine(folder, child.Key),
                    child.Key,
                    child.Sum(count => count.Files),
                    child.Any(count => count.Parts.Length > 1)
                )),
        ];
    }
}
