using System.Collections.Frozen;
using System.Diagnostics;
using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog;

public sealed partial class Catalogue
{
    private const int SummaryBatch = 50;

    /// <summary>Does something while nobody can enter audio, here or in another program.</summary>
    /// <param name="work">Takes the hashes of all audio that there is, without <c>sha256:</c>; also of audio whose first analysis is not done yet.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database can't be read or locked.</exception>
    internal Task<T> WithKnownAudioAsync<T>(Func<IReadOnlySet<string>, T> work, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
                work(
                    connection
                        .Rows("SELECT audio_hash FROM audio", row => row.GetString(0).Split(':')[^1])
                        .ToFrozenSet(StringComparer.Ordinal)
                ),
            cancellationToken
        );

    /// <summary>Makes summaries anew that an older version of this program made, so that searches find by all that this one knows.</summary>
    /// <param name="patience">How long it may take; what is left then waits for the next call.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Whether all are done.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public async Task<bool> RenewSummariesAsync(TimeSpan patience, CancellationToken cancellationToken = default)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            List<long> old = database.Read(connection =>
                connection.Rows(
                    """
                    SELECT a.id FROM file_summary s JOIN generations g ON g.id = s.generation_id JOIN audio a ON a.generation_id = g.id AND a.id = g.audio_id
                    WHERE s.rules < @rules AND EXISTS (SELECT 1 FROM files f WHERE f.audio_id = a.id) LIMIT @batch
                    """,
                    row => row.GetInt64(0),
                    ("@rules", SummaryTable.Rules),
                    ("@batch", SummaryBatch)
                )
            );
            if (old.Count == 0 || Stopwatch.GetElapsedTime(start) > patience)
            {
                return old.Count == 0;
            }

            await database.WriteAsync(
                connection =>
                {
                    foreach (long audio in old)
                    {
                        SummaryTable.Renew(connection, audio);
                        SearchIndex.RenewAudio(connection, audio);
                    }

                    return true;
                },
                cancellationToken
            );
        }
    }

    /// <summary>Makes a backup of the database while others read and write; the newest five are kept.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="CatalogueException">There is no room, or the database is damaged: then the backups that there are stay.</exception>
    public Task<string> BackupAsync(CancellationToken cancellationToken = default) =>
        Task.Run(() => DatabaseBackup.Make(database)!, cancellationToken);

    /// <summary>Looks whether the database is whole; in a large one that takes some seconds.</summary>
    /// <returns>What is wrong, one line each; empty when nothing is.</returns>
    /// <exception cref="CatalogueException">It can't even be read.</exception>
    public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken = default) =>
        Task.Run<IReadOnlyList<string>>(() => database.Run(Faults), cancellationToken);

    private static List<string> Faults(SqliteConnection connection)
    {
        try
        {
            List<string> damage = connection.Rows("PRAGMA quick_check", row => row.GetString(0));
            damage.RemoveAll(line => line == "ok");

            // What points where can't be asked of pages that can't be read.
            return damage.Count > 0
                ? damage
                : connection.Rows(
                    "PRAGMA foreign_key_check",
                    row => $"a row of {row.GetString(0)} points to nothing in {row.GetString(2)}"
                );
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqliteErrors.Corrupt)
        {
            return [e.Message];
        }
    }
}
