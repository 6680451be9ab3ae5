using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>This program as a writer of generations, known to other programs by a lock file, so that none sweeps away what it is writing.</summary>
internal sealed class CatalogueWriter : IDisposable
{
    private readonly string lockPath;
    private readonly FileLock held;

    private CatalogueWriter(string name, string lockPath, FileLock held)
    {
        Name = name;
        this.lockPath = lockPath;
        this.held = held;
    }

    /// <summary>Name in the rows of its generations; unique.</summary>
    public string Name { get; }

    public static CatalogueWriter Announce(DataFolder folder)
    {
        string name = Guid.NewGuid().ToString("N");
        string path = LockPath(folder, name);
        FileLock taken = FileLock.TryTake(path) ?? throw new InvalidOperationException($"{path} is locked, though it is new");
        return new CatalogueWriter(name, path, taken);
    }

    /// <summary>Removes what writers left behind that died before their generation was complete. What was current before them is current still.</summary>
    /// <returns>Number of generations removed.</returns>
    public static async Task<int> SweepDeadAsync(CatalogueDatabase database, CancellationToken cancellationToken)
    {
        List<string> writers = database.Read(connection =>
            connection.Rows("SELECT DISTINCT writer FROM generations WHERE document IS NULL", row => row.GetString(0))
        );
        int swept = 0;
        foreach (string writer in writers)
        {
            string path = LockPath(database.Folder, writer);
#pragma warning disable CA2000 // it is disposed at the end of this turn of the loop
            using FileLock? lockOfTheDead = FileLock.TryTake(path);
#pragma warning restore CA2000
            if (lockOfTheDead is not null)
            {
                swept += await database.WriteAsync(connection => RemoveGenerationsOf(connection, writer), cancellationToken);
                File.Delete(path);
            }
        }

        return swept;
    }

    public void Dispose()
    {
        held.Dispose();
        File.Delete(lockPath);
    }

    private static int RemoveGenerationsOf(SqliteConnection connection, string writer)
    {
        int removed = connection.Execute("DELETE FROM generations WHERE writer = @writer AND document IS NULL", ("@writer", writer));
        connection.Execute(
            """
            DELETE FROM audio
            WHERE generation_id IS NULL
              AND NOT EXISTS (SELECT 1 FROM generations g WHERE g.audio_id = audio.id)
              AND NOT EXISTS (SELECT 1 FROM files f WHERE f.audio_id = audio.id)
            """
        );
        return removed;
    }

    private static string LockPath(DataFolder folder, string name) => Path.Combine(folder.WriterFolder, name + ".lock");
}
