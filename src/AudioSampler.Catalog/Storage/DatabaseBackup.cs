using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Copies of the database, made through SQLite itself, so that they are whole while others read and write.</summary>
internal static class DatabaseBackup
{
    /// <summary>How many are kept.</summary>
    public const int Kept = 5;

    /// <summary>Makes a backup, unless the database has no tables yet, and removes the oldest beyond <see cref="Kept"/>.</summary>
    /// <returns>Path of the backup; null when there was nothing to keep.</returns>
    /// <exception cref="CatalogueException">There is no room, or the database is damaged: then those that there are stay.</exception>
    public static string? Make(CatalogueDatabase database) =>
        Make(
            database,
            damaged =>
            {
                File.Delete(damaged);
                throw SqliteErrors.Damaged(database.Folder);
            }
        );

    /// <summary>As <see cref="Make(CatalogueDatabase)"/>, but a database that is damaged is kept too, under a name that says so, and no backup gives way to it.</summary>
    /// <returns>Path of the backup; null when there was nothing to keep.</returns>
    /// <exception cref="CatalogueException">There is no room, or the database can't even be copied.</exception>
    public static string? MakeOfAny(CatalogueDatabase database) =>
        Make(
            database,
            damaged =>
            {
                string path = NewPath(database.Folder, "damaged");
                File.Move(damaged, path);
                return path;
            }
        );

    /// <summary>A path in the folder of backups that names the moment.</summary>
    public static string NewPath(DataFolder folder, string kind) =>
        Path.Combine(folder.BackupFolder, $"{kind}-{DateTimeOffset.UtcNow:yyyyMMdd'T'HHmmss'.'fffffff}.db");

    private static string? Make(CatalogueDatabase database, Func<string, string> keepDamaged)
    {
        string path = NewPath(database.Folder, "catalogue");
        string unfinished = path + ".part";
        if (!database.Run(connection => Copy(connection, unfinished)))
        {
            return null;
        }

        if (!BackupFile.IsWhole(unfinished))
        {
            return keepDamaged(unfinished);
        }

        File.Move(unfinished, path);
        RemoveOld(database.Folder.BackupFolder);
        return path;
    }

    /// <summary>Copies the whole database; false when it is empty.</summary>
    private static bool Copy(SqliteConnection source, string path)
    {
        if (source.Value("SELECT 1 FROM sqlite_master LIMIT 1") is null)
        {
            return false;
        }

        try
        {
            using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            copy.Open();
            source.BackupDatabase(copy);
            return true;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private static void RemoveOld(string folder)
    {
        IEnumerable<string> old = Directory.GetFiles(folder, "catalogue-*.db").OrderDescending(StringComparer.Ordinal).Skip(Kept);
        foreach (string path in old)
        {
            File.Delete(path);
            foreach (string ending in BackupFile.EndingsBeside)
            {
                File.Delete(path + ending);
            }
        }
    }
}
