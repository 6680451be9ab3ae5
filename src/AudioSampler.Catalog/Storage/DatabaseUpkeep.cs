using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Does beside the writes what SQLite would do within them: merges the segments of the full-text indexes, and carries the journal (WAL) into the database file.</summary>
/// <remarks>
/// Left to itself, FTS5 merges in the statement that leaves a fourth segment, and SQLite carries a journal of a thousand pages over in the commit that fills it:
/// now and then a file or a tag waits for the disk for all that came before it (<c>docs/measurements.md</c>). Here each merge is a short transaction of its own, between
/// which others write, and a passive checkpoint holds up nobody. Where this falls behind, SQLite does it as it always did, only later: at <c>crisismerge</c> segments (set where the indexes are made) and <c>wal_autocheckpoint</c> pages (<see cref="ConnectionPragmas"/>).
/// </remarks>
internal sealed class DatabaseUpkeep(CatalogueDatabase database) : IDisposable
{
    /// <summary>The time from a write to the work that it leaves: many small writes share it.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Pages of an index that one transaction writes: a few milliseconds, which a write may have to wait for.</summary>
    private const int PagesAtOnce = 4;

    /// <summary>So often in a row it may fail before it waits for the next write.</summary>
    private const int MostFailures = 10;

    /// <summary>Between two merges, in which others write without waiting.</summary>
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(20);

    private static readonly string[] s_indexes = ["search_text", "region_text"];

    private readonly CancellationTokenSource stopping = new();
    private readonly Lock guard = new();
    private Task? running;
    private bool again;
    private int failures;
    private bool disposed;

    /// <summary>Says that something was committed.</summary>
    public void Written()
    {
        lock (guard)
        {
            again = true;
            if (running is null && !disposed)
            {
                running = Task.Run(RunAsync);
            }
        }
    }

    /// <summary>Ends with the step under way. Nothing is lost: the next program goes on with it.</summary>
    public void Dispose()
    {
        Task? last;
        lock (guard)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
            stopping.Cancel();
            last = running;
        }

        last?.GetAwaiter().GetResult();
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await Task.Delay(Pause, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (guard)
            {
                if (!again || disposed)
                {
                    running = null;
                    return;
                }

                again = false;
            }

            if (!await UpkeepAsync())
            {
                lock (guard)
                {
                    again = true;
                }
            }
        }
    }

    /// <summary>Does what there is to do, for about <see cref="Pause"/>. Where it fails (a full disk, another program with the file), it is tried again some times, and then stays to be done: the next write, whose own error is told, asks again.</summary>
    /// <returns>Whether nothing more can be done now.</returns>
    private async Task<bool> UpkeepAsync()
    {
        try
        {
            database.AfterWrites?.Invoke();
            long start = Stopwatch.GetTimestamp();
            bool done = true;
            foreach (string index in s_indexes)
            {
                while (await database.MaintainAsync(connection => Merge(connection, index), stopping.Token))
                {
                    if (Stopwatch.GetElapsedTime(start) > Pause)
                    {
                        done = false;
                        break;
                    }

                    await Task.Delay(s_rest, stopping.Token);
                }
            }

            done &= database.Run(CarryOver);
            failures = 0;
            return done;
        }
        catch (CatalogueException)
        {
            return ++failures >= MostFailures;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>Carries the journal into the database file.</summary>
    /// <returns>Whether all of it is there: a reader keeps what came after its state in the journal.</returns>
    private static bool CarryOver(SqliteConnection connection) =>
        connection
            .Rows("PRAGMA wal_checkpoint(PASSIVE)", row => row.GetInt64(0) == 0 && row.GetInt64(1) == row.GetInt64(2))
            .TrueForAll(whole => whole);

    /// <summary>Merges segments of an index a little.</summary>
    /// <returns>Whether there is more: by the documentation of FTS5, a merge that changed less than two rows had nothing to do.</returns>
    private static bool Merge(SqliteConnection connection, string index)
    {
        long before = (long)connection.Value("SELECT total_changes()")!;
        connection.Execute($"INSERT INTO {index} ({index}, rank) VALUES ('merge', @pages)", ("@pages", PagesAtOnce));
        return (long)connection.Value("SELECT total_changes()")! - before >= 2;
    }
}
