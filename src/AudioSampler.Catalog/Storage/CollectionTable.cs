using System.Text.Json;
using AudioSampler.Catalog.Marks;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Rows of <c>collections</c> and <c>collection_items</c>.</summary>
internal static class CollectionTable
{
    /// <summary>A collection; null when there is none of that number.</summary>
    public static CollectionState? Find(SqliteConnection connection, long id) =>
        connection
            .Rows(
                "SELECT name, created_ticks FROM collections WHERE id = @id",
                row => new CollectionState(row.GetString(0), row.GetInt64(1)),
                ("@id", id)
            )
            .FirstOrDefault();

    /// <summary>The number of the collection of a name; null when there is none.</summary>
    public static long? Named(SqliteConnection connection, string name) =>
        (long?)connection.Value("SELECT id FROM collections WHERE name = @name", ("@name", name));

    /// <summary>What is in a collection, in its order.</summary>
    public static CollectionItem[] Items(SqliteConnection connection, long id) =>
        [
            .. connection.Rows(
                "SELECT mark_id, added_ticks FROM collection_items WHERE collection_id = @id ORDER BY added_ticks, mark_id",
                ReadItem,
                ("@id", id)
            ),
        ];

    /// <summary>Makes a collection, under the number that it had where it had one.</summary>
    /// <returns>Its number.</returns>
    public static long Add(SqliteConnection connection, long? id, CollectionState state) =>
        (long)
            connection.Value(
                "INSERT INTO collections (id, name, created_ticks) VALUES (@id, @name, @created) RETURNING id",
                ("@id", id),
                ("@name", state.Name),
                ("@created", state.CreatedTicks)
            )!;

    /// <summary>Sees to it that no new collection gets a number, which one that was removed is to have when it comes back.</summary>
    /// <returns>The number.</returns>
    public static long Reserve(SqliteConnection connection, long id)
    {
        connection.Execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT 'collections', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'collections')"
        );
        connection.Execute("UPDATE sqlite_sequence SET seq = max(seq, @id) WHERE name = 'collections'", ("@id", id));
        return id;
    }

    /// <summary>Names a collection anew.</summary>
    public static void Rename(SqliteConnection connection, long id, string name) =>
        connection.Execute("UPDATE collections SET name = @name WHERE id = @id", ("@name", name), ("@id", id));

    /// <summary>Removes a collection.</summary>
    public static void Remove(SqliteConnection connection, long id) =>
        connection.Execute("DELETE FROM collections WHERE id = @id", ("@id", id));

    /// <summary>Puts items in that are not in yet and whose marks are still there.</summary>
    /// <returns>Those that came in.</returns>
    public static CollectionItem[] Put(SqliteConnection connection, long id, IEnumerable<CollectionItem> items) =>
        [
            .. connection.Rows(
                """
                INSERT OR IGNORE INTO collection_items (collection_id, mark_id, added_ticks)
                SELECT @id, m.id, i.value ->> 'added_ticks' FROM json_each(@items) i JOIN marks m ON m.id = i.value ->> 'mark'
                RETURNING mark_id, added_ticks
                """,
                ReadItem,
                ("@id", id),
                ("@items", Text(items))
            ),
        ];

    /// <summary>Takes items out that are in since the same time: what was put in anew stays.</summary>
    /// <returns>Those that went.</returns>
    public static CollectionItem[] Take(SqliteConnection connection, long id, IEnumerable<CollectionItem> items) =>
        [
            .. connection.Rows(
                """
                DELETE FROM collection_items WHERE collection_id = @id
                  AND (mark_id, added_ticks) IN (SELECT value ->> 'mark', value ->> 'added_ticks' FROM json_each(@items))
                RETURNING mark_id, added_ticks
                """,
                ReadItem,
                ("@id", id),
                ("@items", Text(items))
            ),
        ];

    private static string Text(IEnumerable<CollectionItem> items) =>
        JsonSerializer.Serialize([.. items], MarkJson.Default.CollectionItemArray);

    private static CollectionItem ReadItem(SqliteDataReader row) => new(row.GetInt64(0), row.GetInt64(1));
}
