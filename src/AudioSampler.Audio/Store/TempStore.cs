using System.Runtime.InteropServices;

namespace AudioSampler.Audio.Store;

/// <summary>
/// The folder for what is decoded: one sub-folder for each analysis, which belongs to the process that made it and goes when that process is
/// done with it or dead.
/// </summary>
/// <remarks>
/// Each sub-folder holds a file <c>lock</c> that its process keeps open and locked. The system drops the lock when the process ends, in
/// whatever way; so a folder whose lock can be taken is a leftover, also after <c>kill -9</c>, and <see cref="Open"/> removes it. A short lock on
/// the root makes looking for leftovers and making a new folder exclude each other. Locks are advisory (<c>flock</c>), so the root has to be
/// a local file system.
/// </remarks>
public sealed partial class TempStore
{
    /// <summary>Bytes that stay free for others unless said otherwise: 512 MiB.</summary>
    public const long DefaultReserveBytes = 512L << 20;

    internal const string LockName = "lock";
    private const string Prefix = "run-";
    private const int LockAttempts = 400;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(25);

    private readonly long reserveBytes;

    private TempStore(string root, long reserveBytes)
    {
        Root = root;
        this.reserveBytes = reserveBytes;
    }

    /// <summary>Absolute path of the store.</summary>
    public string Root { get; }

    /// <summary>The default root: <c>ais-</c> and the number of the user, in the system's folder for temporary files (<c>TMPDIR</c>).</summary>
    public static string DefaultRoot =>
        Path.Combine(Path.GetTempPath(), OperatingSystem.IsWindows() ? "ais-" + Environment.UserName : $"ais-{EffectiveUser()}");

    /// <summary>Opens the store, making its folder if need be (for this user alone), and removes what dead processes left.</summary>
    /// <param name="root">Its folder; null for <see cref="DefaultRoot"/>.</param>
    /// <param name="reserveBytes">Bytes of its disk that have to stay free when a file is decoded; at least 0.</param>
    /// <exception cref="AudioAccessException">The folder can't be made or written, isn't this user's own, or <c>TMPDIR</c> names no folder.</exception>
    /// <exception cref="StoreFullException">There is no room even for a folder.</exception>
    public static TempStore Open(string? root = null, long reserveBytes = DefaultReserveBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reserveBytes);

        // A mistyped setting must not make a folder wherever it points.
        if (root is null && !Directory.Exists(Path.GetTempPath()))
        {
            throw new AudioAccessException(
                AudioFault.NotFound,
                $"{ShownPath.Of(Path.TrimEndingDirectorySeparator(Path.GetTempPath()))}: TMPDIR names this folder, but it is missing; make it, or name another"
            );
        }

        var store = new TempStore(Path.GetFullPath(root ?? DefaultRoot), reserveBytes);
        store.Guard(() =>
        {
            MakePrivate(store.Root);
            return store.RemoveLeftovers(dryRun: false);
        });
        return store;
    }

    /// <summary>What the folders of all analyses take, those of dead processes included.</summary>
    /// <param name="root">The store's folder; null for <see cref="DefaultRoot"/>. One that is not there takes nothing.</param>
    public static StoreUsage Measure(string? root = null)
    {
        string folder = root ?? DefaultRoot;
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder, Prefix + "*").Aggregate(StoreUsage.None, (sum, run) => sum + StoreUsage.Of(run))
            : StoreUsage.None;
    }

    /// <summary>Removes what dead processes left, without opening the store.</summary>
    /// <param name="root">The store's folder; null for <see cref="DefaultRoot"/>. One that is not there holds nothing.</param>
    /// <param name="dryRun">Whether to look only.</param>
    /// <returns>What was, or would be, removed.</returns>
    /// <exception cref="AudioAccessException">The folder can't be written, or isn't this user's own.</exception>
    public static StoreUsage RemoveLeftovers(string? root, bool dryRun)
    {
        var store = new TempStore(Path.GetFullPath(root ?? DefaultRoot), 0);
        if (!Path.Exists(store.Root))
        {
            return StoreUsage.None;
        }

        return store.Guard(() =>
        {
            // Nothing is removed in a folder that somebody else may have put there.
            MakePrivate(store.Root);
            return store.RemoveLeftovers(dryRun);
        });
    }

    /// <summary>Makes the folder of one analysis.</summary>
    /// <exception cref="AudioAccessException">The store can't be written.</exception>
    /// <exception cref="StoreFullException">There is no room.</exception>
    public StoreFolder CreateFolder() =>
        Guard(() =>
        {
            MakePrivate(Root);
            using FileStream gate = Lock();
            string path = Path.Combine(Root, Prefix + Guid.NewGuid().ToString("N"));
            MakePrivate(path);
            return new StoreFolder(path, TakeLock(Path.Combine(path, LockName)), reserveBytes);
        });

    private StoreUsage RemoveLeftovers(bool dryRun)
    {
        using FileStream gate = Lock();
        StoreUsage removed = StoreUsage.None;
        foreach (string folder in Directory.EnumerateDirectories(Root, Prefix + "*"))
        {
            try
            {
                // The lock is let go before the folder is deleted; the lock on the root keeps others out meanwhile.
                string lockPath = Path.Combine(folder, LockName);
                if (File.Exists(lockPath))
                {
                    TakeLock(lockPath).Dispose();
                }

                StoreUsage usage = StoreUsage.Of(folder);
                if (!dryRun)
                {
                    Directory.Delete(folder, recursive: true);
                }

                removed += usage;
            }
            catch (IOException)
            {
                // Its process lives. (Or it can't be deleted now: it will be tried at the next start.)
            }
        }

        return removed;
    }

    private FileStream Lock()
    {
        string path = Path.Combine(Root, LockName);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return TakeLock(path);
            }
            catch (IOException error) when (attempt < LockAttempts && !FullDisk.Caused(error) && error is not DirectoryNotFoundException)
            {
                Thread.Sleep(LockPause);
            }
        }
    }

    private static FileStream TakeLock(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);

    private static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        DirectoryInfo folder = Directory.CreateDirectory(path, OwnerOnly);
        if (folder.LinkTarget is not null)
        {
            throw new UnauthorizedAccessException("it is a symbolic link");
        }

        // In a folder that all may write, such as /tmp, someone else may have made it before us: the rights of his folder can't be set.
        if (folder.UnixFileMode != OwnerOnly)
        {
            folder.UnixFileMode = OwnerOnly;
        }
    }

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (UnauthorizedAccessException error)
        {
            throw new AudioAccessException(
                AudioFault.AccessDenied,
                $"{ShownPath.Of(Root)}: temporary files can't be written there ({error.Message}); choose another folder with TMPDIR",
                error
            );
        }
        catch (IOException error)
        {
            throw FullDisk.Caused(error)
                ? StoreErrors.Full(Root, error)
                : new AudioAccessException(
                    AudioFault.AccessDenied,
                    $"{ShownPath.Of(Root)}: temporary files can't be written there ({error.Message}); choose another folder with TMPDIR",
                    error
                );
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint EffectiveUser();
}
