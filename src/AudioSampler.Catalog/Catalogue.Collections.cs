using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog;

public sealed partial class Catalogue
{
    /// <summary>Longest name of a collection or saved search, in characters.</summary>
    public const int MaxName = 200;

    private const string CollectionColumns = """
        SELECT c.id, c.name, c.created_ticks,
          (SELECT count(*) FROM collection_items i JOIN marks m ON m.id = i.mark_id JOIN files f ON f.audio_id = m.audio_id
            WHERE i.collection_id = c.id AND m.start_s IS NULL),
          (SELECT count(*) FROM collection_items i JOIN marks m ON m.id = i.mark_id JOIN region_summary s ON s.region_id = m.region_id
            WHERE i.collection_id = c.id)
        FROM collections c
        """;

    /// <summary>All collections, by name.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<IReadOnlyList<CollectionInfo>> CollectionsAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<CollectionInfo>>(
            database.Read(connection => connection.Rows(CollectionColumns + " ORDER BY c.name", ReadCollection))
        );
    }

    /// <summary>A collection; null when there is none of that number.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<CollectionInfo?> FindCollectionAsync(long id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(database.Read(connection => CollectionById(connection, id)));
    }

    /// <summary>Makes a collection.</summary>
    /// <returns>The collection; null when there is one of that name already.</returns>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<CollectionInfo?> AddCollectionAsync(string name, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            connection =>
                (long?)
                    connection.Value(
                        "INSERT INTO collections (name, created_ticks) VALUES (@name, @now) ON CONFLICT (name) DO NOTHING RETURNING id",
                        ("@name", NameOf(name)),
                        ("@now", DateTimeOffset.UtcNow.UtcTicks)
                    )
                    is { } id
                    ? CollectionById(connection, id)
                    : null,
            cancellationToken
        );

    /// <summary>Names a collection anew.</summary>
    /// <returns>Null when there is none of that number; the collection under its old name when another has the new one.</returns>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<CollectionInfo?> RenameCollectionAsync(long id, string name, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            connection =>
            {
                connection.Execute("UPDATE OR IGNORE collections SET name = @name WHERE id = @id", ("@name", NameOf(name)), ("@id", id));
                return CollectionById(connection, id);
            },
            cancellationToken
        );

    /// <summary>Removes a collection; what is in it stays in the catalogue.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<bool> RemoveCollectionAsync(long id, CancellationToken cancellationToken = default) =>
        database.WriteAsync(connection => connection.Execute("DELETE FROM collections WHERE id = @id", ("@id", id)) > 0, cancellationToken);

    /// <summary>Puts files or regions into a collection, or takes them out; those that are in, or out, already stay so.</summary>
    /// <param name="id">The collection.</param>
    /// <param name="target">Files or regions.</param>
    /// <param name="ids">Their numbers; those that don't exist count for nothing.</param>
    /// <param name="putIn">Put in, or take out.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The collection as it is then; null when there is none.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<CollectionInfo?> CollectAsync(
        long id,
        SearchTarget target,
        IReadOnlyList<long> ids,
        bool putIn,
        CancellationToken cancellationToken = default
    ) =>
        database.WriteAsync(
            connection =>
            {
                if (CollectionById(connection, id) is null)
                {
                    return null;
                }

                string marks = MarkTable.Ids(MarksOf(connection, target, ids));
                connection.Execute(
                    putIn
                        ? "INSERT OR IGNORE INTO collection_items (collection_id, mark_id, added_ticks) SELECT @id, value, @now FROM json_each(@marks)"
                        : "DELETE FROM collection_items WHERE collection_id = @id AND @now > 0 AND mark_id IN (SELECT value FROM json_each(@marks))",
                    ("@id", id),
                    ("@marks", marks),
                    ("@now", DateTimeOffset.UtcNow.UtcTicks)
                );
                return CollectionById(connection, id);
            },
            cancellationToken
        );

    /// <summary>All saved searches, by name.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<IReadOnlyList<SavedSearch>> SavedSearchesAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<SavedSearch>>(
            database.Read(connection =>
                connection.Rows(
                    "SELECT id, name, target, query, sort, created_ticks FROM saved_searches ORDER BY name",
                    row => new SavedSearch(
                        row.GetInt64(0),
                        row.GetString(1),
                        row.GetString(2),
                        row.GetString(3),
                        row.TextOrNull(4),
                        new DateTimeOffset(row.GetInt64(5), TimeSpan.Zero)
                    )
                )
            )
        );
    }

    /// <summary>Keeps a search under a name, over the one that has it.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<long> SaveSearchAsync(string name, SearchQuery query, SearchSort sort, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            connection =>
                (long)
                    connection.Value(
                        """
                        INSERT INTO saved_searches (name, target, query, sort, created_ticks) VALUES (@name, @target, @query, @sort, @now)
                        ON CONFLICT (name) DO UPDATE SET target = excluded.target, query = excluded.query, sort = excluded.sort
                        RETURNING id
                        """,
                        ("@name", NameOf(name)),
                        ("@target", query.Target == SearchTarget.Files ? "files" : "regions"),
                        ("@query", query.Text),
                        ("@sort", sort.Text.Length == 0 ? null : sort.Text),
                        ("@now", DateTimeOffset.UtcNow.UtcTicks)
                    )!,
            cancellationToken
        );

    /// <summary>Forgets a saved search.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<bool> RemoveSavedSearchAsync(long id, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            connection => connection.Execute("DELETE FROM saved_searches WHERE id = @id", ("@id", id)) > 0,
            cancellationToken
        );

    private static CollectionInfo? CollectionById(SqliteConnection connection, long id) =>
        connection.Rows(CollectionColumns + " WHERE c.id = @id", ReadCollection, ("@id", id)).FirstOrDefault();

    private static CollectionInfo ReadCollection(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero), row.GetInt64(3), row.GetInt64(4));

    private static string NameOf(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > MaxName || name.Any(char.IsControl)
            ? throw new ArgumentException($"a name is a word or a few, at most {MaxName} characters", nameof(name))
            : name.Trim();
}
