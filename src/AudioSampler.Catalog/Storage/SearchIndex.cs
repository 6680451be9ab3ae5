using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>
/// The full-text indexes <c>search_text</c> of files and <c>region_text</c> of regions: their words come from the other tables by one statement each, so they can
/// always be made anew. A region has only its own words there; those of its files are looked up where the files have them, so that a file of a thousand regions has its name once.
/// </summary>
internal static class SearchIndex
{
    /// <summary>All words of all files; a condition on <c>f</c> follows. What the user says of a region is found at its file too, but stands apart from what is said of the file.</summary>
    private const string FillFiles = """
        INSERT INTO search_text (rowid, name, folder, tags, labels, metadata, mine, note, region_mine, region_note)
        SELECT f.id, f.name || char(10) || f.words, f.folder,
          (SELECT group_concat(t.label, char(10)) FROM tags t WHERE t.generation_id = a.generation_id),
          s.labels,
          (SELECT group_concat(m.value, char(10)) FROM json_each(f.facts, '$.metadata') m),
          (SELECT group_concat(t.tag, char(10)) FROM marks m JOIN mark_tags t ON t.mark_id = m.id WHERE m.audio_id = f.audio_id AND m.start_s IS NULL),
          (SELECT group_concat(concat_ws(char(10), m.name, m.note), char(10)) FROM marks m WHERE m.audio_id = f.audio_id AND m.start_s IS NULL),
          (SELECT group_concat(t.tag, char(10)) FROM marks m JOIN mark_tags t ON t.mark_id = m.id WHERE m.audio_id = f.audio_id AND m.start_s IS NOT NULL),
          (SELECT group_concat(concat_ws(char(10), m.name, m.note), char(10)) FROM marks m WHERE m.audio_id = f.audio_id AND m.start_s IS NOT NULL)
        FROM files f LEFT JOIN audio a ON a.id = f.audio_id LEFT JOIN file_summary s ON s.generation_id = a.generation_id
        """;

    /// <summary>The words of all regions; a condition on <c>s</c> follows.</summary>
    private const string FillRegions = """
        INSERT INTO region_text (rowid, name, tags, labels, mine, note)
        SELECT s.region_id, s.name,
          (SELECT group_concat(t.value, char(10)) FROM json_each(s.tags) t),
          s.labels,
          (SELECT group_concat(t.tag, char(10)) FROM marks m JOIN mark_tags t ON t.mark_id = m.id WHERE m.region_id = s.region_id),
          (SELECT m.note FROM marks m WHERE m.region_id = s.region_id)
        FROM region_summary s
        """;

    /// <summary>Indexes everything anew.</summary>
    public static void RenewAll(SqliteConnection connection)
    {
        connection.Execute("DELETE FROM search_text");
        connection.Execute("DELETE FROM region_text");
        connection.Execute(FillFiles);
        connection.Execute(FillRegions);
    }

    /// <summary>Indexes a file anew.</summary>
    public static void RenewFile(SqliteConnection connection, long fileId)
    {
        connection.Execute("DELETE FROM search_text WHERE rowid = @id", ("@id", fileId));
        connection.Execute(FillFiles + " WHERE f.id = @id", ("@id", fileId));
    }

    /// <summary>Indexes all files that hold some audio anew, and its regions.</summary>
    public static void RenewAudio(SqliteConnection connection, long audioId)
    {
        connection.Execute("DELETE FROM search_text WHERE rowid IN (SELECT id FROM files WHERE audio_id = @audio)", ("@audio", audioId));
        connection.Execute(FillFiles + " WHERE f.audio_id = @audio", ("@audio", audioId));
        RenewRegions(connection, "SELECT region_id FROM region_summary WHERE audio_id = @audio", ("@audio", audioId));
    }

    /// <summary>Indexes what marks are about anew: their regions, and the files that hold them.</summary>
    public static void RenewMarked(SqliteConnection connection, IEnumerable<long> markIds)
    {
        (string, object?) ids = ("@ids", MarkTable.Ids(markIds));
        const string files =
            "SELECT f.id FROM files f WHERE f.audio_id IN (SELECT audio_id FROM marks WHERE id IN (SELECT value FROM json_each(@ids)))";
        connection.Execute($"DELETE FROM search_text WHERE rowid IN ({files})", ids);
        connection.Execute($"{FillFiles} WHERE f.id IN ({files})", ids);
        RenewRegions(
            connection,
            "SELECT m.region_id FROM marks m WHERE m.id IN (SELECT value FROM json_each(@ids)) AND m.region_id IS NOT NULL",
            ids
        );
    }

    /// <summary>Takes the regions of a generation out, before they are removed.</summary>
    public static void RemoveRegionsOf(SqliteConnection connection, object? generation) =>
        connection.Execute(
            "DELETE FROM region_text WHERE rowid IN (SELECT id FROM regions WHERE generation_id = @generation)",
            ("@generation", generation)
        );

    private static void RenewRegions(SqliteConnection connection, string which, (string, object?) parameter)
    {
        connection.Execute($"DELETE FROM region_text WHERE rowid IN ({which})", parameter);
        connection.Execute($"{FillRegions} WHERE s.region_id IN ({which})", parameter);
    }
}
