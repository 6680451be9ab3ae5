using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>The full-text index <c>search_text</c>: its words come from the other tables by one statement, so it can always be made anew.</summary>
internal static class SearchIndex
{
    /// <summary>All words of all files; a condition on <c>f</c> follows.</summary>
    private const string Fill = """
        INSERT INTO search_text (rowid, name, folder, tags, labels, metadata)
        SELECT f.id, f.name || char(10) || f.words, f.folder,
          (SELECT group_concat(t.label, char(10)) FROM tags t WHERE t.generation_id = a.generation_id),
          s.labels,
          (SELECT group_concat(m.value, char(10)) FROM json_each(f.facts, '$.metadata') m)
        FROM files f LEFT JOIN audio a ON a.id = f.audio_id LEFT JOIN file_summary s ON s.generation_id = a.generation_id
        """;

    /// <summary>Indexes a file anew.</summary>
    public static void RenewFile(SqliteConnection connection, long fileId)
    {
        connection.Execute("DELETE FROM search_text WHERE rowid = @id", ("@id", fileId));
        connection.Execute(Fill + " WHERE f.id = @id", ("@id", fileId));
    }

    /// <summary>Indexes all files that hold some audio anew.</summary>
    public static void RenewAudio(SqliteConnection connection, long audioId)
    {
        connection.Execute("DELETE FROM search_text WHERE rowid IN (SELECT id FROM files WHERE audio_id = @audio)", ("@audio", audioId));
        connection.Execute(Fill + " WHERE f.audio_id = @audio", ("@audio", audioId));
    }
}
