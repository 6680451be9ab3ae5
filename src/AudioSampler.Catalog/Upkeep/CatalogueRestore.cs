using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Upkeep;

/// <summary>Brings a catalogue back to a backup. What it held before is backed up first, or when it can't be read, moved aside.</summary>
public static class CatalogueRestore
{
    /// <summary>Backups of a data folder, the newest first.</summary>
    public static IReadOnlyList<FileInfo> Backups(DataFolder folder) =>
        Directory.Exists(folder.BackupFolder)
            ?
            [
                .. new DirectoryInfo(folder.BackupFolder)
                    .EnumerateFiles("catalogue-*.db")
                    .OrderByDescending(file => file.Name, StringComparer.Ordinal),
            ]
            : [];

    /// <summary>The newest backup that is whole; null when there is none.</summary>
    public static FileInfo? NewestWhole(DataFolder folder) => Backups(folder).FirstOrDefault(file => BackupFile.IsWhole(file.FullName));

    /// <summary>Restores a backup, also while other programs have the catalogue open: they see it change as if somebody had written it.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="backup">The backup.</param>
    /// <returns>Where what was there before is now; null when there was nothing.</returns>
    /// <exception cref="CatalogueException">The backup is none, is damaged, or there is no room.</exception>
    public static string? Run(DataFolder folder, string backup)
    {
        folder.Create();
        string copy = Path.GetFullPath(backup);
        if (!File.Exists(copy))
        {
            throw new CatalogueException(
                CatalogueFailure.CannotOpen,
                $"there is no backup {copy}: ais backup --list names those that there are"
            );
        }

        using var source = new BackupFile(copy);
        RequireWhole(source, copy);
        using FileLock alone = FileLock.Wait(folder.UpgradeLockPath, TimeSpan.FromMinutes(2));
        string? before = SetAside(folder);
        using var database = new CatalogueDatabase(folder);
        return database.Run(target =>
        {
            source.Connection.BackupDatabase(target);
            if (target.Value("SELECT 1 FROM sqlite_master WHERE name = 'search_epoch'") is not null)
            {
                // A server that runs meanwhile reads everything anew.
                target.Execute("UPDATE search_epoch SET token = hex(randomblob(16))");
            }

            ForgetSimilarity(folder);
            return before;
        });
    }

    private static void RequireWhole(BackupFile source, string path)
    {
        try
        {
            if (source.OpenWhole())
            {
                return;
            }
        }
        catch (SqliteException e)
        {
            throw new CatalogueException(CatalogueFailure.Corrupt, $"{path} is no backup that can be read ({e.Message}): take another", e);
        }

        throw new CatalogueException(CatalogueFailure.Corrupt, $"{path} is damaged, or no backup of a catalogue: take another");
    }

    /// <summary>Indexes for searches by ear are of what was there before: numbers that come after the backup would be taken for ones that they have read.</summary>
    private static void ForgetSimilarity(DataFolder folder)
    {
        if (Directory.Exists(folder.SimilarityFolder))
        {
            foreach (string state in Directory.EnumerateFiles(folder.SimilarityFolder, "*.json"))
            {
                File.Delete(state);
            }
        }
    }

    private static string? SetAside(DataFolder folder)
    {
        if (!File.Exists(folder.DatabasePath))
        {
            return null;
        }

        using var database = new CatalogueDatabase(folder);
        try
        {
            return DatabaseBackup.MakeOfAny(database);
        }
        catch (CatalogueException damaged) when (damaged.Failure == CatalogueFailure.Corrupt)
        {
            // It can't be copied as a database: its files are kept as they are.
            string aside = DatabaseBackup.NewPath(folder, "damaged");
            foreach (string ending in (string[])["", .. BackupFile.EndingsBeside])
            {
                if (File.Exists(folder.DatabasePath + ending))
                {
                    File.Move(folder.DatabasePath + ending, aside + ending);
                }
            }

            return aside;
        }
    }
}
