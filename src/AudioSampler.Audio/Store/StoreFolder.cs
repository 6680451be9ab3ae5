namespace AudioSampler.Audio.Store;

/// <summary>The folder of one analysis, removed with all that is in it when it is disposed.</summary>
public sealed class StoreFolder : IDisposable
{
    private readonly FileStream held;
    private readonly long reserveBytes;

    internal StoreFolder(string path, FileStream held, long reserveBytes)
    {
        Path = path;
        this.held = held;
        this.reserveBytes = reserveBytes;
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Absolute path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Checks that so much can be written, and the store's reserve stays free.</summary>
    /// <param name="file">The file that needs it.</param>
    /// <param name="bytes">What it needs, in bytes.</param>
    /// <exception cref="StoreFullException">It can't; the message says what is needed and what is free.</exception>
    public void RequireRoom(string file, long bytes)
    {
        long free = new DriveInfo(Path).AvailableFreeSpace;
        if (free - reserveBytes < bytes)
        {
            throw StoreErrors.TooSmall(System.IO.Path.GetDirectoryName(Path)!, file, bytes, free, reserveBytes);
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
