using System.Reflection;
using AudioSampler.Catalog.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AudioSampler.Catalog.Storage;

/// <summary>Brings the tables to this version of the program, after a backup. When there is nothing to do, that takes one query and EF Core stays out of it.</summary>
internal static class DatabaseUpgrade
{
    /// <summary>Names of the migrations that this program knows, oldest first.</summary>
    public static IReadOnlyList<string> KnownMigrations { get; } =
    [
        .. typeof(SqliteCatalogueContext)
            .Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == typeof(SqliteCatalogueContext))
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
            .OfType<string>()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Makes the database fit for this program.</summary>
    /// <exception cref="CatalogueException">A newer program wrote it, it is damaged, or it can't be written.</exception>
    public static void Run(CatalogueDatabase database)
    {
        if (NothingPending(database))
        {
            return;
        }

        // One process changes the tables; the others wait here and find them changed.
        using FileLock upgrading = FileLock.Wait(database.Folder.UpgradeLockPath, TimeSpan.FromMinutes(2));
        if (NothingPending(database))
        {
            return;
        }

        MakeFileForOwnerOnly(database.Folder);
        DatabaseBackup.MakeOfAny(database);
        database.Run(connection =>
        {
            RemoveLockOfDeadMigration(connection);
            using SqliteCatalogueContext context = OpenContext(database.ConnectionString);
            context.Database.Migrate();
            return true;
        });
    }

    /// <summary>A context on the database, with the pragmas of every connection.</summary>
    internal static SqliteCatalogueContext OpenContext(string connectionString) =>
        new(
            new DbContextOptionsBuilder<SqliteCatalogueContext>()
                .UseSqlite(connectionString)
                .AddInterceptors(new ConnectionPragmas())
                .Options
        );

    private static bool NothingPending(CatalogueDatabase database)
    {
        if (!File.Exists(database.Folder.DatabasePath))
        {
            return false;
        }

        List<string> applied = database.Read(AppliedMigrations);
        string? unknown = applied.Except(KnownMigrations, StringComparer.Ordinal).LastOrDefault();
        if (unknown is not null)
        {
            throw new CatalogueException(
                CatalogueFailure.NewerVersion,
                $"the catalogue {database.Folder.DatabasePath} was written by a newer version of this program ({unknown}): "
                    + "use that version, or name another folder with --data DIR"
            );
        }

        return applied.Count == KnownMigrations.Count;
    }

    private static List<string> AppliedMigrations(SqliteConnection connection) =>
        HasTable(connection, "__EFMigrationsHistory")
            ? connection.Rows("SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId", row => row.GetString(0))
            : [];

    private static bool HasTable(SqliteConnection connection, string name) =>
        connection.Value("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = @name", ("@name", name)) is not null;

    /// <summary>EF Core marks a running migration in a table and waits for that mark without end; our file lock says that nobody runs one now.</summary>
    private static void RemoveLockOfDeadMigration(SqliteConnection connection)
    {
        if (HasTable(connection, "__EFMigrationsLock"))
        {
            connection.Execute("DELETE FROM __EFMigrationsLock");
        }
    }

    private static void MakeFileForOwnerOnly(DataFolder folder)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            new FileStream(folder.DatabasePath, options).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SqliteErrors.Explain(new SqliteException(e.Message, SqliteErrors.CantOpen), folder);
        }
    }
}
