namespace AudioSampler.Audio.Store;

/// <summary>The folder of one analysis, removed with all that is in it when it is disposed.</summary>
public sealed class StoreFolder : IDisposable
{
    // Left free for others, so that a pass that fits by the estimate doesn't fill the disk to the brim.
    private const long ReserveBytes = 16 << 20;

    private readonly FileStream held;

    internal StoreFolder(string path, FileStream held)
    {
        Path = path;
        this.held = held;
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Absolute path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Checks that so much can be written.</summary>
    /// <exception cref="StoreFullException">It can't.</exception>
    public void RequireRoom(long bytes)
    {
        long free = new DriveInfo(Path).AvailableFreeSpace;
        if (free - ReserveBytes < bytes)
        {
            throw StoreErrors.TooSmall(Path, bytes + ReserveBytes, free);
        }
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // the user cleared his temporary files: what we wanted
        }
        catch (IOException)
        {
            // in use (Windows): it goes at the next start, when the lock is free
        }

        held.Dispose();
    }
}
