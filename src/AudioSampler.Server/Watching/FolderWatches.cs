using System.Collections.Concurrent;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Jobs;
using AudioSampler.Server.Models;

namespace AudioSampler.Server.Watching;

/// <summary>Watches the folders that the user chose, has analysed what appears or changes in them, and notes what is gone, also what did so while the server was off.</summary>
internal sealed class FolderWatches(EngineRoom room, JobQueue jobs, ILogger<FolderWatches> logger) : BackgroundService
{
    private const int MostFilesOfJob = 1000;
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_poll = TimeSpan.FromMinutes(1);

    // Drives of other machines don't tell of what these write there.
    private static readonly TimeSpan s_lookThrough = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, FolderWatch> _watches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _lookedThrough = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changed = new(0);

    /// <summary>How the watched folders are, in order.</summary>
    /// <exception cref="CatalogueException">The catalogue can't be read.</exception>
    public async Task<IReadOnlyList<WatchInfo>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await room.CatalogueAsync(cancellationToken)).ListWatched().Select(InfoOf)];

    /// <summary>Begins or ends to watch a root.</summary>
    /// <returns>Whether that changed something.</returns>
    /// <exception cref="CatalogueException">The catalogue can't be written.</exception>
    public async Task<bool> SetAsync(string root, bool watched, CancellationToken cancellationToken)
    {
        bool changed = await (await room.CatalogueAsync(cancellationToken)).WatchAsync(root, watched, cancellationToken);
        _changed.Release();
        return changed;
    }

    /// <summary>How a watched folder is.</summary>
    public WatchInfo InfoOf(string folder)
    {
        string? problem = _watches.GetValueOrDefault(folder)?.Problem;
        return new WatchInfo(
            folder,
            !Directory.Exists(folder) ? "missing"
                : problem is null ? "watching"
                : "polling",
            problem
        );
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (FolderWatch watch in _watches.Values)
        {
            watch.Dispose();
        }

        _changed.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            Catalogue catalogue = await room.OpenedAsync(stoppingToken);
            DateTimeOffset synced = DateTimeOffset.MinValue;
            while (true)
            {
                try
                {
                    bool called = await _changed.WaitAsync(_watches.IsEmpty ? s_between : s_look, stoppingToken);
                    if (called || DateTimeOffset.UtcNow - synced >= s_between)
                    {
                        Sync(catalogue);
                        synced = DateTimeOffset.UtcNow;
                    }

                    await LookAsync(catalogue, stoppingToken);
                }
                catch (Exception e) when (e is CatalogueException or IOException or UnauthorizedAccessException)
                {
                    logger.LogError(e, "Watched folders can't be looked at; it is tried again");
                    await Task.Delay(s_between, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>Watches what is to be watched and is there, and nothing else.</summary>
    private void Sync(Catalogue catalogue)
    {
        HashSet<string> wanted = [.. catalogue.ListWatched().Where(Directory.Exists)];
        foreach (string folder in _watches.Keys.Where(folder => !wanted.Contains(folder)))
        {
            Forget(folder);
        }

        foreach (string folder in wanted.Where(folder => !_watches.ContainsKey(folder)))
        {
            FolderWatch watch = _watches[folder] = new FolderWatch(folder);
            if (watch.Problem is { } problem)
            {
                logger.LogWarning("{Folder} is looked through every minute: {Problem}", folder, problem);
            }
        }
    }

    private void Forget(string folder)
    {
        if (_watches.TryRemove(folder, out FolderWatch? watch))
        {
            watch.Dispose();
            _lookedThrough.Remove(folder);
        }
    }

    private async Task LookAsync(Catalogue catalogue, CancellationToken cancellationToken)
    {
        foreach ((string folder, FolderWatch watch) in _watches)
        {
            if (watch.IsLost || !Directory.Exists(folder))
            {
                Forget(folder);
                _changed.Release();
                continue;
            }

            DateTimeOffset now = DateTimeOffset.UtcNow;
            TimeSpan since = now - _lookedThrough.GetValueOrDefault(folder);
            if ((watch.MayHaveMissed && since >= s_between) || since >= s_lookThrough || (watch.Problem is not null && since >= s_poll))
            {
                watch.TryAgain();
                await catalogue.NoteGoneAsync([folder], cancellationToken);
                watch.LookThrough(catalogue.KnownBelow(folder), now);
                _lookedThrough[folder] = now;
            }

            (IReadOnlyList<string> rested, IReadOnlyList<string> gone) = watch.TakeRested(now);
            await catalogue.NoteGoneAsync(gone, cancellationToken);
            foreach (string[] files in rested.Chunk(MostFilesOfJob))
            {
                JobStatus job = await jobs.AddAsync(files, new AnalysisRequest(), JobPriority.Folder, cancellationToken);
                logger.LogInformation("Job {JobId}: {Count} new or changed files in {Folder}", job.Id, files.Length, folder);
            }
        }
    }
}
