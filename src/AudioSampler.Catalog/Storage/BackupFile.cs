using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>A copy of a database in a file of its own, open to be read. What SQLite lays beside it meanwhile is gone afterwards.</summary>
internal sealed class BackupFile : IDisposable
{
    /// <summary>What SQLite lays beside a database: the journal, and its index.</summary>
    public static readonly string[] EndingsBeside = ["-wal", "-shm"];

    private readonly string[] besideNow;

    /// <summary>Prepares to read a file; nothing is opened yet.</summary>
    /// <param name="path">Absolute path of the file.</param>
    public BackupFile(string path)
    {
        besideNow = [.. EndingsBeside.Select(ending => path + ending).Where(file => !File.Exists(file))];
        Connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString()
        );
    }

    /// <summary>The way to read it.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>Opens it, and looks whether it is a whole catalogue.</summary>
    /// <exception cref="SqliteException">It can't be read.</exception>
    public bool OpenWhole()
    {
        Connection.Open();
        return Connection.Value("PRAGMA quick_check(1)") is "ok"
            && Connection.Value("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'files'") is not null;
    }

    /// <summary>Whether a file is a whole catalogue.</summary>
    public static bool IsWhole(string path)
    {
        using var file = new BackupFile(path);
        try
        {
            return file.OpenWhole();
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Connection.Dispose();
        foreach (string file in besideNow)
        {
            File.Delete(file);
        }
    }
}
