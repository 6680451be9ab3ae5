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

    /// <summary>Makes a collection, with an entry in the history.</summary>
    /// <returns>The collection; null when there is one of that name already.</returns>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<Remembered<CollectionInfo?>> AddCollectionAsync(string name, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            connection =>
            {
                var made = new CollectionState(NameOf(name), DateTimeOffset.UtcNow.UtcTicks);
                if (CollectionTable.Named(connection, made.Name) is not null)
                {
                    return default;
                }

                long id = CollectionTable.Add(connection, id: null, made);
                return Remember(connection, $"collection {made.Name} made", 1, new CollectionEdit(id, null, made, [], []));
            },
            cancellationToken
        );

    /// <summary>Names a collection anew, with an entry in the history.</summary>
    /// <returns>Null when there is none of that number; the collection under its old name when another has the new one.</returns>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<Remembered<CollectionInfo?>> RenameCollectionAsync(long id, string name, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            connection =>
            {
                string wanted = NameOf(name);
                if (
                    CollectionTable.Find(connection, id) is not { } before
                    || before.Name == wanted
                    || (CollectionTable.Named(connection, wanted) is { } other && other != id)
                )
                {
                    return new Remembered<CollectionInfo?>(CollectionById(connection, id), null);
                }

                CollectionTable.Rename(connection, id, wanted);
                return Remember(
                    connection,
                    $"collection {before.Name} named {wanted}",
                    1,
                    new CollectionEdit(id, before, before with { Name = wanted }, [], [])
                );
            },
            cancellationToken
        );

    /// <summary>Removes a collection, with an entry in the history; what is in it stays in the catalogue.</summary>
    /// <returns>The entry; null when there was no such collection.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<long?> RemoveCollectionAsync(long id, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            connection =>
            {
                if (CollectionTable.Find(connection, id) is not { } before)
                {
                    return null;
                }

                CollectionItem[] items = CollectionTable.Items(connection, id);
                CollectionTable.Remove(connection, id);
                return Remember(
                    connection,
                    $"collection {before.Name} removed",
                    1,
                    new CollectionEdit(id, before, null, [], items)
                ).HistoryId;
            },
            cancellationToken
        );

    /// <summary>
    /// Puts files and regions into a collection, or takes them out, with one entry in the history; those that are in, or out, already stay so.
    /// </summary>
    /// <param name="id">The collection.</param>
    /// <param name="files">Numbers of files; those that don't exist count for nothing.</param>
    /// <param name="regions">Numbers of regions; those that don't exist count for nothing.</param>
    /// <param name="putIn">Put in, or take out.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The collection as it is then; null when there is none.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<Remembered<CollectionInfo?>> CollectAsync(
        long id,
        IReadOnlyList<long> files,
        IReadOnlyList<long> regions,
        bool putIn,
        CancellationToken cancellationToken = default
    ) =>
        database.WriteAsync(
            connection =>
            {
                if (CollectionTable.Find(connection, id) is not { } collection)
                {
                    return default;
                }

                HashSet<long> marks =
                [
                    .. MarksOf(connection, SearchTarget.Files, files),
                    .. MarksOf(connection, SearchTarget.Regions, regions),
                ];
                long now = DateTimeOffset.UtcNow.UtcTicks;
                CollectionItem[] changed = putIn
                    ? CollectionTable.Put(connection, id, marks.Select(mark => new CollectionItem(mark, now)))
                    : CollectionTable.Take(connection, id, CollectionTable.Items(connection, id).Where(item => marks.Contains(item.Mark)));
                return changed.Length == 0 ? new Remembered<CollectionInfo?>(CollectionById(connection, id), null)
                    : putIn
                        ? Remember(
                            connection,
                            $"put into collection {collection.Name}",
                            changed.Length,
                            new CollectionEdit(id, collection, collection, changed, [])
                        )
                    : Remember(
                        connection,
                        $"taken out of collection {collection.Name}",
                        changed.Length,
                        new CollectionEdit(id, collection, collection, [], changed)
                    );
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

    private static Remembered<CollectionInfo?> Remember(SqliteConnection connection, string action, int count, CollectionEdit edit)
    {
        long entry = HistoryTable.Add(connection, action, count, new HistoryChanges { Collections = [edit] });
        return new Remembered<CollectionInfo?>(CollectionById(connection, edit.Collection), entry);
    }

    /// <summary>Puts a mark into the collections that another is in, at the places of that.</summary>
    private static CollectionEdit[] CollectAsWell(SqliteConnection connection, long mark, long other) =>
        [
            .. connection
                .Rows(
                    """
                    SELECT c.id, c.name, c.created_ticks, i.added_ticks FROM collection_items i JOIN collections c ON c.id = i.collection_id
                    WHERE i.mark_id = @other
                    """,
                    row =>
                        (Id: row.GetInt64(0), State: new CollectionState(row.GetString(1), row.GetInt64(2)), AddedTicks: row.GetInt64(3)),
                    ("@other", other)
                )
                .Select(c => new CollectionEdit(
                    c.Id,
                    c.State,
                    c.State,
                    CollectionTable.Put(connection, c.Id, [new CollectionItem(mark, c.AddedTicks)]),
                    []
                ))
                .Where(edit => edit.Added.Length > 0),
        ];

    private static CollectionInfo? CollectionById(SqliteConnection connection, long id) =>
        connection.Rows(CollectionColumns + " WHERE c.id = @id", ReadCollection, ("@id", id)).FirstOrDefault();

    private static CollectionInfo ReadCollection(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero), row.GetInt64(3), row.GetInt64(4));

    private static string NameOf(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > MaxName || name.Any(char.IsControl)
            ? throw new ArgumentException($"a name is a word or a few, at most {MaxName} characters", nameof(name))
            : name.Trim();
}
