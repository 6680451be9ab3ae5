using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Testing;

/// <summary>What is true of every catalogue, whatever was killed while it was written.</summary>
public static class CatalogueInvariants
{
    /// <summary>Each a name, and a query of rows that must not be.</summary>
    private static readonly (string Name, string Query)[] s_faults =
    [
        ("integrity_check", "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
        ("foreign_key_check", "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check"),
        (
            "audio has one complete generation, the current one",
            """
            SELECT g.id, g.audio_id FROM generations g JOIN audio a ON a.id = g.audio_id
            WHERE g.document IS NOT NULL AND a.generation_id IS NOT g.id
            """
        ),
        (
            "the current generation of audio is there, is its own and complete",
            """
            SELECT a.id, a.generation_id FROM audio a LEFT JOIN generations g ON g.id = a.generation_id AND g.audio_id = a.id
            WHERE a.generation_id IS NOT NULL AND g.document IS NULL
            """
        ),
        (
            "audio is of use",
            """
            SELECT id FROM audio a WHERE generation_id IS NULL
              AND NOT EXISTS (SELECT 1 FROM generations g WHERE g.audio_id = a.id) AND NOT EXISTS (SELECT 1 FROM files f WHERE f.audio_id = a.id)
            """
        ),
        (
            "an unfinished generation has a writer, and if it has a job, that is unfinished and the recipe is known",
            """
            SELECT g.id FROM generations g LEFT JOIN jobs j ON j.id = g.job_id
            WHERE g.document IS NULL AND (g.writer = '' OR g.recipe IS NULL OR (g.job_id IS NOT NULL AND coalesce(j.state, '') NOT IN ('queued', 'running')))
            """
        ),
        (
            "a complete generation has a summary that counts its regions, and no job",
            """
            SELECT g.id FROM generations g LEFT JOIN file_summary s ON s.generation_id = g.id
            WHERE g.document IS NOT NULL
              AND (g.job_id IS NOT NULL OR g.recipe IS NOT NULL OR s.regions IS NOT (SELECT count(*) FROM regions r WHERE r.generation_id = g.id))
            """
        ),
        (
            "regions are numbered from 0 without a gap",
            "SELECT generation_id FROM regions GROUP BY generation_id HAVING min(position) <> 0 OR max(position) <> count(*) - 1"
        ),
        (
            "a file points to audio with results, or says why it failed",
            """
            SELECT f.id, f.path FROM files f LEFT JOIN audio a ON a.id = f.audio_id
            WHERE f.failure IS NULL AND a.generation_id IS NULL
            """
        ),
        ("a file stands in the full-text index", "SELECT id FROM files EXCEPT SELECT rowid FROM search_text"),
        ("what stands in the full-text index is a file", "SELECT rowid FROM search_text EXCEPT SELECT id FROM files"),
        (
            "a region of a current generation has a summary, and nothing else has",
            """
            SELECT r.id FROM regions r JOIN audio a ON a.generation_id = r.generation_id
              JOIN file_summary f ON f.generation_id = a.generation_id AND f.rules > 0 EXCEPT SELECT region_id FROM region_summary
            UNION ALL SELECT s.region_id FROM region_summary s LEFT JOIN regions r ON r.id = s.region_id
              LEFT JOIN audio a ON a.generation_id = r.generation_id WHERE a.id IS NOT s.audio_id
            """
        ),
        ("a region stands in the full-text index", "SELECT region_id FROM region_summary EXCEPT SELECT rowid FROM region_text"),
        ("what stands in the full-text index is a region", "SELECT rowid FROM region_text EXCEPT SELECT region_id FROM region_summary"),
        (
            "a mark of a region is about a current one of its own audio, or waits",
            """
            SELECT m.id FROM marks m LEFT JOIN region_summary s ON s.region_id = m.region_id AND s.audio_id = m.audio_id
            WHERE m.region_id IS NOT NULL AND s.region_id IS NULL
            """
        ),
        (
            "a running job has an owner and a heartbeat, any other none",
            """
            SELECT id, state FROM jobs
            WHERE (state = 'running') <> (owner IS NOT NULL) OR (state = 'running') <> (heartbeat_ticks IS NOT NULL)
              OR (state IN ('queued', 'running')) <> (ended_ticks IS NULL)
            """
        ),
        (
            "an ended job has no file at work",
            """
            SELECT j.id, f.path FROM jobs j JOIN job_files f ON f.job_id = j.id
            WHERE j.state NOT IN ('queued', 'running') AND f.state IN ('queued', 'running')
            """
        ),
        (
            "an unfinished job has counted its files",
            """
            SELECT j.id FROM jobs j WHERE j.state IN ('queued', 'running') AND j.files_total IS NOT NULL AND
              (j.files_failed <> (SELECT count(*) FROM job_files f WHERE f.job_id = j.id AND f.state = 'failed')
               OR j.files_total - j.files_done <> (SELECT count(*) FROM job_files f WHERE f.job_id = j.id AND f.state IN ('queued', 'running')))
            """
        ),
    ];

    /// <summary>Checks a catalogue that may be in use.</summary>
    /// <param name="databasePath">The database.</param>
    /// <returns>All that is wrong, one line each; empty when nothing is.</returns>
    public static async Task<IReadOnlyList<string>> CheckAsync(string databasePath)
    {
        var builder = new SqliteConnectionStringBuilder { DataSource = databasePath, Pooling = false };
        await using var connection = new SqliteConnection(builder.ToString());
        await connection.OpenAsync();
        await using SqliteTransaction oneState = connection.BeginTransaction(deferred: true);
        var faults = new List<string>();
        foreach ((string name, string query) in s_faults)
        {
            await using SqliteCommand command = connection.CreateCommand();
            command.Transaction = oneState;
#pragma warning disable CA2100 // the constants above
            command.CommandText = query;
#pragma warning restore CA2100
            await using SqliteDataReader row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                object[] values = new object[row.FieldCount];
                row.GetValues(values);
                faults.Add($"not so: {name}: {string.Join(", ", values)}");
            }
        }

        return faults;
    }
}
