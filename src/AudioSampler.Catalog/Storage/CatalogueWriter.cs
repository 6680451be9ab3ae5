namespace AudioSampler.Catalog.Storage;

/// <summary>
/// This program as a writer of generations and an owner of jobs, known to other programs by a lock file, so that none sweeps away what it is writing and each
/// sees at once when it has died.
/// </summary>
internal sealed class CatalogueWriter : IDisposable
{
    private const string LockExtension = ".lock";

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

    /// <summary>Whether a writer is no more, however it ended.</summary>
    public static bool IsDead(DataFolder folder, string name)
    {
        // Another program that asks the same holds the lock for a moment.
        for (int i = 0; i < 2; i++)
        {
            if (BuryIfDead(folder, name))
            {
                return true;
            }

            Thread.Sleep(5);
        }

        return BuryIfDead(folder, name);
    }

    /// <summary>
    /// Removes what writers left behind that died before their generation was complete. What was current before them is current still, and what an unfinished
    /// job may go on with stays.
    /// </summary>
    /// <returns>Number of generations removed.</returns>
    public static async Task<int> SweepDeadAsync(CatalogueDatabase database, WaveformStore waveforms, CancellationToken cancellationToken)
    {
        HashSet<string> sweepable =
        [
            .. database.Read(connection =>
                connection.Rows("SELECT DISTINCT writer FROM generations WHERE document IS NULL", row => row.GetString(0))
            ),
        ];
        IEnumerable<string> announced = Directory
            .GetFiles(database.Folder.WriterFolder, "*" + LockExtension)
            .Select(path => Path.GetFileNameWithoutExtension(path));
        int swept = 0;
        foreach (string writer in announced.Union(sweepable, StringComparer.Ordinal).ToList())
        {
            if (!BuryIfDead(database.Folder, writer))
            {
                continue;
            }

            waveforms.DropStagedBy(writer);
            if (sweepable.Contains(writer))
            {
                swept += await database.WriteAsync(
                    connection => GenerationTable.RemoveUnfinishedOfWriter(connection, writer),
                    cancellationToken
                );
            }
        }

        return swept;
    }

    public void Dispose()
    {
        held.Dispose();
        File.Delete(lockPath);
    }

    private static bool BuryIfDead(DataFolder folder, string name)
    {
        string path = LockPath(folder, name);
        using FileLock? lockOfTheDead = FileLock.TryTake(path);
        if (lockOfTheDead is null)
        {
            return false;
        }

        File.Delete(path);
        return true;
    }

    private static string LockPath(DataFolder folder, string name) => Path.Combine(folder.WriterFolder, name + LockExtension);
}
