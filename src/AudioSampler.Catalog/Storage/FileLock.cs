namespace AudioSampler.Catalog.Storage;

/// <summary>A lock between processes: a file held open for this one alone. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream stream;

    private FileLock(FileStream stream)
    {
        this.stream = stream;
    }

    /// <summary>Takes the lock, or null when another holds it.</summary>
    /// <exception cref="CatalogueException">The file can't be made.</exception>
    public static FileLock? TryTake(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException(
                SqliteErrors.HasNoRoom(Path.GetDirectoryName(path)!) ? CatalogueFailure.DiskFull : CatalogueFailure.ReadOnly,
                $"the file {path} can't be made ({e.Message.TrimEnd('.')}): free some space, give this user the right to write there, or name another folder with --data DIR",
                e
            );
        }
    }

    /// <summary>Takes the lock as soon as it is free.</summary>
    /// <exception cref="CatalogueException">It was not free in time.</exception>
    public static FileLock Wait(string path, TimeSpan limit)
    {
        for (DateTimeOffset end = DateTimeOffset.UtcNow + limit; ; Thread.Sleep(20))
        {
#pragma warning disable CA2000 // it is the caller's
            if (TryTake(path) is { } taken)
            {
                return taken;
            }
#pragma warning restore CA2000

            if (DateTimeOffset.UtcNow > end)
            {
                throw new CatalogueException(
                    CatalogueFailure.Locked,
                    $"another program has held {path} for {limit.TotalSeconds:0} s: let it finish, or end it, and try again"
                );
            }
        }
    }

    public void Dispose() => stream.Dispose();
}
