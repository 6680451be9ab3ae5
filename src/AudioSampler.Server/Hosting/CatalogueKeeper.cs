using AudioSampler.Catalog;
using AudioSampler.Catalog.Upkeep;

namespace AudioSampler.Server.Hosting;

/// <summary>Looks after the catalogue while the server runs: looks once whether it is whole, makes what searches need ready, backs it up every day, and forgets what was removed long ago.</summary>
internal sealed class CatalogueKeeper(EngineRoom room, ILogger<CatalogueKeeper> logger) : BackgroundService
{
    private const int MostFaults = 5;
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_look = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_between = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            Catalogue catalogue = await room.OpenedAsync(stoppingToken);

            await DoAsync("warmed up", () => catalogue.WarmUpAsync(stoppingToken));
            await DoAsync("read into memory for searches", () => catalogue.HoldSearchTableAsync(stoppingToken));
            SweepPassing(catalogue.Folder);

            // The first minute belongs to whoever started the server.
            await Task.Delay(s_settle, stoppingToken);
            await DoAsync("checked", () => CheckAsync(catalogue, stoppingToken));
            while (true)
            {
                await DoAsync("made ready for searches by ear", () => catalogue.RefreshSimilarityAsync(stoppingToken));
                await DoAsync("backed up", () => BackUpAsync(catalogue, stoppingToken));
                await DoAsync("rid of what was removed long ago", () => ForgetAsync(catalogue, stoppingToken));
                await Task.Delay(s_look, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>Removes sounds that passed through a server that was killed; what a living one works on is younger.</summary>
    private void SweepPassing(DataFolder folder)
    {
        DateTime old = DateTimeOffset.UtcNow.UtcDateTime - s_between;
        foreach (
            DirectoryInfo left in Directory.Exists(folder.PassingFolder)
                ? new DirectoryInfo(folder.PassingFolder).EnumerateDirectories()
                : []
        )
        {
            try
            {
                if (left.LastWriteTimeUtc < old)
                {
                    left.Delete(recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                logger.LogWarning(e, "{Folder} can't be removed; remove it by hand", left.FullName);
            }
        }
    }

    /// <summary>Looks whether the catalogue is whole, and says what to do when it is not.</summary>
    private async Task CheckAsync(Catalogue catalogue, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> faults = await catalogue.CheckAsync(cancellationToken);
        if (faults.Count > 0)
        {
            logger.LogError(
                "The catalogue is damaged ({Count} faults: {Faults}). Run ais restore latest; what it holds now is kept beside the backups",
                faults.Count,
                string.Join("; ", faults.Take(MostFaults)).ReplaceLineEndings(" ")
            );
        }
    }

    /// <summary>Every day that something was written on: else the five that are kept would soon all be the same. A catalogue with damaged pages is refused there.</summary>
    private async Task BackUpAsync(Catalogue catalogue, CancellationToken cancellationToken)
    {
        DateTime newest = CatalogueRestore.Backups(catalogue.Folder) is [{ LastWriteTimeUtc: var last }, ..] ? last : DateTime.MinValue;
        DateTime written = new[] { catalogue.Folder.DatabasePath, catalogue.Folder.DatabasePath + "-wal" }.Max(File.GetLastWriteTimeUtc);
        if (DateTimeOffset.UtcNow.UtcDateTime - newest >= s_between && written > newest)
        {
            logger.LogInformation("The catalogue was backed up to {Backup}", await catalogue.BackupAsync(cancellationToken));
        }
    }

    /// <summary>After the backup, which holds it for some days more.</summary>
    private async Task ForgetAsync(Catalogue catalogue, CancellationToken cancellationToken)
    {
        ForgottenFiles forgotten = await catalogue.ForgetRemovedLongAgoAsync(DateTimeOffset.UtcNow, cancellationToken);
        if (forgotten.Files > 0)
        {
            logger.LogInformation(
                "{Files} files that were removed more than {Days} days ago are forgotten, with {Audio} results",
                forgotten.Files,
                Catalogue.RemovedFor.Days,
                forgotten.Audio
            );
        }

        foreach (string problem in forgotten.Problems)
        {
            logger.LogWarning("{Problem}", problem);
        }
    }

    private async Task DoAsync(string what, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (CatalogueException e)
        {
            logger.LogError(e, "The catalogue can't be {What}; it is tried again later", what);
        }
    }
}
