using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Counts what is in the database; sizes on disk are left to the caller.</summary>
internal static class StatsQuery
{
    public static CatalogueStats Run(SqliteConnection connection) =>
        new()
        {
            Files = Count(connection, "SELECT count(*) FROM files"),
            FailedFiles = Count(connection, "SELECT count(*) FROM files WHERE failure IS NOT NULL"),
            MissingFiles = Count(connection, "SELECT count(*) FROM files WHERE missing"),
            Audio = Count(
                connection,
                "SELECT count(*) FROM audio a WHERE generation_id IS NOT NULL AND EXISTS (SELECT 1 FROM files f WHERE f.audio_id = a.id)"
            ),
            Regions = Count(connection, "SELECT count(*) FROM region_summary"),
            Hours = Convert.ToDouble(connection.Value("SELECT coalesce(sum(duration_s), 0.0) / 3600 FROM files")),
            Kinds = CountBy(
                connection,
                """
                SELECT s.kind, count(*) FROM files f JOIN audio a ON a.id = f.audio_id JOIN file_summary s ON s.generation_id = a.generation_id
                WHERE s.kind IS NOT NULL GROUP BY s.kind ORDER BY 2 DESC, 1
                """
            ),
            Tags = CountBy(
                connection,
                """
                SELECT t.label, count(*) FROM files f JOIN audio a ON a.id = f.audio_id JOIN tags t ON t.generation_id = a.generation_id
                GROUP BY t.label ORDER BY 2 DESC, 1 LIMIT 50
                """
            ),
            Formats = CountBy(connection, "SELECT format, count(*) FROM files WHERE format IS NOT NULL GROUP BY format ORDER BY 2 DESC, 1"),
            DatabaseBytes = 0,
            WaveformBytes = 0,
        };

    private static long Count(SqliteConnection connection, string statement) => (long)connection.Value(statement)!;

    /// <summary>In the order of the statement.</summary>
    private static OrderedDictionary<string, long> CountBy(SqliteConnection connection, string statement)
    {
        var counts = new OrderedDictionary<string, long>(StringComparer.Ordinal);
        foreach ((string name, long count) in connection.Rows(statement, row => (row.GetString(0), row.GetInt64(1))))
        {
            counts.Add(name, count);
        }

        return counts;
    }
}
