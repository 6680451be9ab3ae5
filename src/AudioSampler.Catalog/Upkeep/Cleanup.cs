using AudioSampler.Audio;
using AudioSampler.Audio.Store;

namespace AudioSampler.Catalog.Upkeep;

/// <summary>Frees what can be made again or belongs to nobody: playable copies, orphans of the catalogue, leftovers of dead processes.</summary>
/// <remarks>
/// Left alone is whatever a live process may be using: temporary folders whose lock is held, and files that were written or used in the last
/// ten minutes. Orphans go only while the catalogue is locked against writers, so that none is adopted meanwhile; when the catalogue can't be read,
/// or knows no audio at all (then it is more likely a new one in an old folder), no file is called an orphan.
/// </remarks>
/// <param name="folder">The data folder.</param>
/// <param name="temporaryRoot">Folder of the temporary store; null for the usual one.</param>
public sealed class Cleanup(DataFolder folder, string? temporaryRoot = null)
{
    /// <summary>Files that were written or used more lately are left alone: 10 minutes.</summary>
    public static TimeSpan Youngest { get; } = TimeSpan.FromMinutes(10);

    private const string UnfinishedExtension = ".part";

    /// <summary>Frees it.</summary>
    /// <param name="catalogue">The catalogue of the folder; null when it can't be opened.</param>
    /// <param name="whyClosed">Why it can't; null when it is open.</param>
    /// <param name="dryRun">Whether to look only.</param>
    /// <param name="cancellationToken">Stops the work; what is gone is gone.</param>
    public async Task<CleanupReport> RunAsync(Catalogue? catalogue, string? whyClosed, bool dryRun, CancellationToken cancellationToken)
    {
        DateTime before = DateTimeOffset.UtcNow.UtcDateTime - Youngest;
        var remover = new FileRemover(dryRun);

        // Listed before the catalogue is asked: audio is entered in it before its files are made.
        List<FileInfo> playable = Unused(folder.PlayableFolder, before);
        List<FileInfo> waveforms = Unused(folder.WaveformFolder, before);
        waveforms.RemoveAll(IsUnfinished); // The catalogue knows whose they are, and sweeps them when it is opened.

        (StoreUsage orphanedPlayable, StoreUsage orphanedWaveforms) = (StoreUsage.None, StoreUsage.None);
        try
        {
            if (catalogue is not null)
            {
                (orphanedPlayable, orphanedWaveforms) = await catalogue.WithKnownAudioAsync(RemoveOrphans, cancellationToken);
            }
        }
        catch (CatalogueException exception)
        {
            (catalogue, whyClosed) = (null, exception.Message);
        }

        if (catalogue is null && waveforms.Count > 0)
        {
            remover.Problems.Add($"waveforms were left, because it is not known which are orphans: {whyClosed}");
        }

        StoreUsage unfinished = remover.Remove(playable.Where(IsUnfinished));
        playable.RemoveAll(IsUnfinished);
        return new CleanupReport
        {
            DryRun = dryRun,
            Playable = remover.Remove(playable),
            OrphanedPlayable = orphanedPlayable,
            OrphanedWaveforms = orphanedWaveforms,
            Unfinished = unfinished,
            Temporary = Leftovers(remover),
            Problems = remover.Problems,
        };

        (StoreUsage Playable, StoreUsage Waveforms) RemoveOrphans(IReadOnlySet<string> known)
        {
            if (known.Count == 0)
            {
                if (waveforms.Count > 0)
                {
                    remover.Problems.Add(
                        $"waveforms were left, because the catalogue {folder.DatabasePath} is empty: restore it from {folder.BackupFolder}, or remove them by hand"
                    );
                }

                return (StoreUsage.None, StoreUsage.None);
            }

            List<FileInfo> orphans = playable.FindAll(file => !IsUnfinished(file) && IsOrphan(file));
            playable.RemoveAll(orphans.Contains);
            return (remover.Remove(orphans), remover.Remove(waveforms.Where(IsOrphan)));

            bool IsOrphan(FileInfo file) => !known.Contains(Path.GetFileNameWithoutExtension(file.Name));
        }
    }

    private StoreUsage Leftovers(FileRemover remover)
    {
        try
        {
            return TempStore.RemoveLeftovers(temporaryRoot, remover.DryRun);
        }
        catch (AudioSamplerException exception)
        {
            remover.Problems.Add(exception.Message);
            return StoreUsage.None;
        }
    }

    private static bool IsUnfinished(FileInfo file) => file.Extension == UnfinishedExtension;

    private static List<FileInfo> Unused(string folder, DateTime before) =>
        Directory.Exists(folder)
            ? [.. new DirectoryInfo(folder).EnumerateFiles().Where(f => f.LastWriteTimeUtc < before && f.LastAccessTimeUtc < before)]
            : [];
}
