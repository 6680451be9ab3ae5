using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>
/// Rows of <c>removed_files</c>: what the user took out of the catalogue, as it was. Everything that is shown goes through <c>files</c>, so a row that lies here is
/// not found, counted or played, while its audio keeps its results and marks until <see cref="Forget"/>.
/// </summary>
internal static class RemovedTable
{
    /// <summary>Moves files here, and takes their words and regions out of the searches.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="ids">Numbers of files; those that are not there count for nothing.</param>
    /// <param name="history">The entry of the history that says so.</param>
    public static void Put(SqliteConnection connection, IEnumerable<long> ids, long history)
    {
        string columns = Columns(connection);
        connection.Execute(
            $"""
            INSERT INTO removed_files ({columns}, removed_ticks, history_id) SELECT {columns}, @now, @history
            FROM files WHERE id IN (SELECT value FROM json_each(@ids))
            """,
            ("@now", DateTimeOffset.UtcNow.UtcTicks),
            ("@history", history),
            ("@ids", MarkTable.Ids(ids))
        );
        (string, object?) entry = ("@history", history);
        const string files = "SELECT id FROM removed_files WHERE history_id = @history";
        connection.Execute($"DELETE FROM search_text WHERE rowid IN ({files})", entry);
        connection.Execute($"DELETE FROM files WHERE id IN ({files})", entry);
        List<long> audio = connection.Rows(
            "SELECT DISTINCT audio_id FROM removed_files WHERE history_id = @history AND audio_id IS NOT NULL",
            row => row.GetInt64(0),
            entry
        );
        string gone = MarkTable.Ids(audio);
        const string regions = """
            SELECT region_id FROM region_summary WHERE audio_id IN (SELECT value FROM json_each(@audio))
              AND NOT EXISTS (SELECT 1 FROM files f WHERE f.audio_id = region_summary.audio_id)
            """;
        connection.Execute($"DELETE FROM region_text WHERE rowid IN ({regions})", ("@audio", gone));
        connection.Execute($"DELETE FROM region_summary WHERE region_id IN ({regions})", ("@audio", gone));
    }

    /// <summary>Moves files back, with their regions and words.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="condition">Which, as a condition on the columns of the table.</param>
    /// <param name="parameter">What the condition compares with.</param>
    /// <returns>Their numbers.</returns>
    public static IReadOnlyList<long> TakeBack(SqliteConnection connection, string condition, (string, object?) parameter)
    {
        List<(long Id, long? Audio)> back = connection.Rows(
            $"SELECT id, audio_id FROM removed_files WHERE {condition} AND path NOT IN (SELECT path FROM files)",
            row => (row.GetInt64(0), row.LongOrNull(1)),
            parameter
        );
        if (back.Count == 0)
        {
            return [];
        }

        string columns = Columns(connection);
        (string, object?) ids = ("@ids", MarkTable.Ids(back.Select(file => file.Id)));
        connection.Execute(
            $"INSERT INTO files ({columns}) SELECT {columns} FROM removed_files WHERE id IN (SELECT value FROM json_each(@ids))",
            ids
        );
        connection.Execute("DELETE FROM removed_files WHERE id IN (SELECT value FROM json_each(@ids))", ids);
        foreach (long audio in back.Select(file => file.Audio).OfType<long>().Distinct())
        {
            SummaryTable.RenewIfGone(connection, audio);
            SearchIndex.RenewAudio(connection, audio);
        }

        foreach ((long id, _) in back.Where(file => file.Audio is null))
        {
            SearchIndex.RenewFile(connection, id);
        }

        return [.. back.Select(file => file.Id)];
    }

    /// <summary>The files that were removed, the last first.</summary>
    public static List<RemovedFile> List(SqliteConnection connection, int most, int skip) =>
        connection.Rows(
            "SELECT id, path, name, removed_ticks, history_id FROM removed_files ORDER BY removed_ticks DESC, id LIMIT @most OFFSET @skip",
            row =>
            {
                var removed = new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero);
                return new RemovedFile(
                    row.GetInt64(0),
                    row.GetString(1),
                    row.GetString(2),
                    removed,
                    removed + Catalogue.RemovedFor,
                    row.GetInt64(4)
                );
            },
            ("@most", most),
            ("@skip", skip)
        );

    /// <summary>Forgets some files that were removed before a time, and audio that nothing else holds, with its results and marks.</summary>
    /// <returns>Paths of the files, and how many pieces of audio went.</returns>
    public static (ImmutableArray<string> Paths, int Audio) Forget(SqliteConnection connection, DateTimeOffset before, int most)
    {
        List<(string Path, long? Audio)> old = connection.Rows(
            """
            DELETE FROM removed_files WHERE id IN (SELECT id FROM removed_files WHERE removed_ticks < @before ORDER BY removed_ticks LIMIT @most)
            RETURNING path, audio_id
            """,
            row => (row.GetString(0), row.LongOrNull(1)),
            ("@before", before.UtcTicks),
            ("@most", most)
        );

        // An analysis that is under way, of another copy of it, keeps the audio.
        List<long> gone = connection.Rows(
            """
            DELETE FROM audio WHERE id IN (SELECT value FROM json_each(@ids))
              AND NOT EXISTS (SELECT 1 FROM files f WHERE f.audio_id = audio.id)
              AND NOT EXISTS (SELECT 1 FROM removed_files f WHERE f.audio_id = audio.id)
              AND NOT EXISTS (SELECT 1 FROM generations g WHERE g.audio_id = audio.id AND g.document IS NULL)
            RETURNING id
            """,
            row => row.GetInt64(0),
            ("@ids", MarkTable.Ids(old.Select(file => file.Audio).OfType<long>().Distinct()))
        );
        return ([.. old.Select(file => file.Path)], gone.Count);
    }

    /// <summary>The columns that both tables have.</summary>
    private static string Columns(SqliteConnection connection) =>
        (string)connection.Value("SELECT group_concat(name, ', ') FROM pragma_table_info('files')")!;
}
