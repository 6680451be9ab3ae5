using System.Collections.Concurrent;
using AudioSampler.Analysis.Input;
using AudioSampler.Audio;

namespace AudioSampler.Server.Watching;

/// <summary>One watched folder: hears what changes in it, and gives out files that have come to rest.</summary>
/// <remarks>Files are looked at whose names have an ending of sounds. A file that is being copied or recorded changes many times: it is given out when its size and time have stayed the same for <see cref="Rest"/>.</remarks>
internal sealed class FolderWatch : IDisposable
{
    /// <summary>A file that has not changed for so long is whole.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private const int EventBuffer = 1 << 16;

    private readonly ConcurrentDictionary<string, Sight> _moving = new(StringComparer.Ordinal);
    private FileSystemWatcher? _watcher;
    private volatile bool _mayHaveMissed = true;
    private volatile bool _isLost;

    /// <summary>Begins to watch; where the system can't tell of changes, <see cref="Problem"/> says why.</summary>
    /// <param name="folder">Absolute path, without links.</param>
    public FolderWatch(string folder)
    {
        Folder = folder;
        Start();
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Why changes are not heard of, with the remedy; null when they are.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the folder was away for a moment: what is there now is another one, which this does not hear.</summary>
    public bool IsLost => _isLost;

    /// <summary>Whether something may have been missed, so that the folder has to be looked through. It is so at the beginning.</summary>
    public bool MayHaveMissed => _mayHaveMissed;

    /// <summary>Looks through the folder for files that the catalogue does not know as they are, or not at all.</summary>
    /// <param name="known">Size and time of change of the files that it knows.</param>
    /// <param name="now">The time.</param>
    public void LookThrough(IReadOnlyDictionary<string, (long Size, long Modified)> known, DateTimeOffset now)
    {
        _mayHaveMissed = false;
        foreach (InputFile file in new InputFiles(_ => { }).Find([Folder]))
        {
            var info = new FileInfo(file.RealPath);
            if (!file.Named || !RealPath.Holds(Folder, file.RealPath))
            {
                continue; // No sound by its name; or a link that leads elsewhere, and what is there did not appear here.
            }

            if (info.Exists && known.GetValueOrDefault(file.RealPath) != (info.Length, info.LastWriteTimeUtc.Ticks))
            {
                _moving.TryAdd(file.RealPath, new Sight(now, -1, default));
            }
        }
    }

    /// <summary>The files that have come to rest since the last call, and the paths where nothing stands any more: of files or folders, sounds or not.</summary>
    /// <param name="now">The time.</param>
    public (IReadOnlyList<string> Rested, IReadOnlyList<string> Gone) TakeRested(DateTimeOffset now)
    {
        var rested = new List<string>();
        var gone = new List<string>();
        foreach ((string path, Sight before) in _moving)
        {
            var file = new FileInfo(path);
            if (!file.Exists || !InputFiles.IsNamedAsSound(file))
            {
                if (now - before.Since >= Rest && _moving.TryRemove(path, out _) && !file.Exists)
                {
                    gone.Add(path);
                }
            }
            else if (file.Length != before.Length || file.LastWriteTimeUtc != before.Modified)
            {
                _moving[path] = new Sight(now, file.Length, file.LastWriteTimeUtc);
            }
            else if (now - before.Since >= Rest && _moving.TryRemove(path, out _))
            {
                rested.Add(path);
            }
        }

        rested.Sort(StringComparer.Ordinal);
        return (rested, gone);
    }

    /// <summary>Where the system did not tell of changes, asks it again: its limits may have been raised.</summary>
    public void TryAgain()
    {
        if (Problem is not null)
        {
            Problem = null;
            Start();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _watcher?.Dispose();

    private void Start()
    {
        try
        {
            _watcher = new FileSystemWatcher(Folder)
            {
                IncludeSubdirectories = true,
                InternalBufferSize = EventBuffer,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            _watcher.Created += (_, change) => Hear(change.FullPath);
            _watcher.Changed += (_, change) => Hear(change.FullPath);
            _watcher.Deleted += (_, change) => Hear(change.FullPath);
            _watcher.Renamed += (_, change) =>
            {
                Hear(change.OldFullPath);
                Hear(change.FullPath);
            };
            _watcher.Error += (_, error) => Miss(error.GetException());
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Miss(e);
        }
    }

    private void Hear(string path)
    {
        if (Path.GetRelativePath(Folder, path).Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.')))
        {
            return; // Hidden.
        }

        if (Directory.Exists(path))
        {
            _mayHaveMissed = true; // A whole folder came, and what is in it may have come before anybody listened there.
        }
        else
        {
            _moving.TryAdd(path, new Sight(DateTimeOffset.UtcNow, -1, default));
        }
    }

    private void Miss(Exception error)
    {
        _mayHaveMissed = true;
        if (!Directory.Exists(Folder))
        {
            _isLost = true;
        }
        else if (error is not InternalBufferOverflowException)
        {
            // The limit of inotify, for one: /proc/sys/fs/inotify/max_user_watches.
            Problem =
                $"the system does not tell of changes ({error.Message.ReplaceLineEndings(" ")}): raise its limit of watched folders, or watch fewer";
            _watcher?.Dispose();
            _watcher = null;
        }
    }

    /// <summary>How a file was when it was last looked at.</summary>
    private readonly record struct Sight(DateTimeOffset Since, long Length, DateTime Modified);
}
