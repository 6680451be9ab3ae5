using System.Text.Json;
using AudioSampler.Catalog.Marks;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Rows of <c>history</c>: what the user did.</summary>
internal static class HistoryTable
{
    private const int Kept = 1000;
    private const string Columns = "id, at_ticks, action, count, undone";

    /// <summary>The newest entries, the newest first.</summary>
    public static List<HistoryEntry> List(SqliteConnection connection, int most) =>
        connection.Rows($"SELECT {Columns} FROM history ORDER BY id DESC LIMIT @most", Read, ("@most", most));

    /// <summary>The newest entry that was undone or not; null when there is none.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="id">The entry; null for any.</param>
    /// <param name="undone">Whether it was undone.</param>
    public static StoredEntry? Find(SqliteConnection connection, long? id, bool undone) =>
        connection
            .Rows(
                $"SELECT {Columns}, changes FROM history WHERE undone = @undone AND (@id IS NULL OR id = @id) ORDER BY id DESC LIMIT 1",
                row => new StoredEntry(Read(row), Changes(row.GetString(5))),
                ("@undone", undone),
                ("@id", id)
            )
            .FirstOrDefault();

    /// <summary>Adds an entry, and lets the oldest go.</summary>
    /// <returns>Its number.</returns>
    public static long Add(SqliteConnection connection, string action, int count, HistoryChanges changes)
    {
        long entry = (long)
            connection.Value(
                "INSERT INTO history (at_ticks, action, count, changes, undone) VALUES (@at, @action, @count, @changes, 0) RETURNING id",
                ("@at", DateTimeOffset.UtcNow.UtcTicks),
                ("@action", action),
                ("@count", count),
                ("@changes", Text(changes))
            )!;
        connection.Execute("DELETE FROM history WHERE id <= (SELECT max(id) FROM history) - @kept", ("@kept", Kept));
        return entry;
    }

    /// <summary>Writes down that an entry was undone, or done again.</summary>
    public static void Write(SqliteConnection connection, long id, HistoryChanges changes, bool undone) =>
        connection.Execute(
            "UPDATE history SET changes = @changes, undone = @undone WHERE id = @id",
            ("@changes", Text(changes)),
            ("@undone", undone),
            ("@id", id)
        );

    /// <summary>The regions of some audio from before it was cut otherwise, the newest cut first, under numbers that no region has now.</summary>
    public static List<Stretch> RegionsOf(SqliteConnection connection, long audioId) =>
        connection.Rows(
            """
            SELECT r.value ->> 'region', r.value ->> 'start_s', r.value ->> 'end_s' FROM history h, json_each(h.changes, '$.regions') r
            WHERE r.value ->> 'audio' = @audio AND NOT EXISTS (SELECT 1 FROM regions WHERE id = r.value ->> 'region')
            ORDER BY h.id DESC, r.key
            """,
            row => new Stretch(row.GetInt64(0), row.GetDouble(1), row.GetDouble(2)),
            ("@audio", audioId)
        );

    /// <summary>All entries, the oldest first.</summary>
    public static List<StoredEntry> All(SqliteConnection connection) =>
        connection.Rows(
            $"SELECT {Columns}, changes FROM history ORDER BY id",
            row => new StoredEntry(Read(row), Changes(row.GetString(5)))
        );

    /// <summary>The entry of a time and an action; null when there is none.</summary>
    public static long? At(SqliteConnection connection, long atTicks, string action) =>
        (long?)connection.Value("SELECT id FROM history WHERE at_ticks = @at AND action = @action", ("@at", atTicks), ("@action", action));

    /// <summary>Writes an entry from elsewhere under a number that is free; null gives it the next number.</summary>
    /// <returns>Its number.</returns>
    public static long Put(SqliteConnection connection, long? id, StoredEntry entry) =>
        (long)
            connection.Value(
                """
                INSERT INTO history (id, at_ticks, action, count, changes, undone) VALUES (@id, @at, @action, @count, @changes, @undone)
                RETURNING id
                """,
                ("@id", id),
                ("@at", entry.Entry.At.UtcTicks),
                ("@action", entry.Entry.Action),
                ("@count", entry.Entry.Count),
                ("@changes", Text(entry.Changes)),
                ("@undone", entry.Entry.Undone)
            )!;

    /// <summary>Whether no entry has a number.</summary>
    public static bool IsFree(SqliteConnection connection, long id) =>
        connection.Value("SELECT 1 FROM history WHERE id = @id", ("@id", id)) is null;

    /// <summary>Lets an entry count the files that it removed, those too that came since.</summary>
    public static void CountRemoved(SqliteConnection connection, long id) =>
        CountAtLeast(connection, id, (long)connection.Value("SELECT count(*) FROM removed_files WHERE history_id = @id", ("@id", id))!);

    /// <summary>Lets an entry count no less than this.</summary>
    public static void CountAtLeast(SqliteConnection connection, long id, long count) =>
        connection.Execute("UPDATE history SET count = max(count, @count) WHERE id = @id", ("@count", count), ("@id", id));

    /// <summary>Changes from their text. Entries of before have marks alone, as an array.</summary>
    public static HistoryChanges Changes(string text) =>
        text.StartsWith('[')
            ? new HistoryChanges { Marks = JsonSerializer.Deserialize(text, MarkJson.Default.MarkEditArray)! }
            : JsonSerializer.Deserialize(text, MarkJson.Default.HistoryChanges)!;

    private static string Text(HistoryChanges changes) => JsonSerializer.Serialize(changes, MarkJson.Default.HistoryChanges);

    private static HistoryEntry Read(SqliteDataReader row) =>
        new(row.GetInt64(0), new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero), row.GetString(2), row.GetInt32(3), row.GetBoolean(4));
}
