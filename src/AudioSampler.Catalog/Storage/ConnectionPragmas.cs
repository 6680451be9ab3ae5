using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AudioSampler.Catalog.Storage;

/// <summary>How every connection to the database behaves, whether it is opened here or by EF Core.</summary>
/// <remarks>
/// A connection keeps up to 32 MB of the database in memory, so that a search among a million regions doesn't read them page by page from the system.
/// WAL lets readers go on while one writes. With it, <c>synchronous = NORMAL</c> keeps the database whole through a power cut and everything through the
/// death of the process; the last moments before a power cut may be missing. The journal is carried
/// into the database by <see cref="DatabaseUpkeep"/>; only where that falls behind by 16,000 pages (64 MB) does a commit wait for it. SQLite itself waits half a second for a lock, and the driver asks again until <see cref="CatalogueDatabase.DefaultPatience"/> is over.
/// </remarks>
internal sealed class ConnectionPragmas : DbConnectionInterceptor
{
    private const string Statements = """
        PRAGMA busy_timeout = 500;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA wal_autocheckpoint = 16000;
        PRAGMA foreign_keys = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -32000;
        PRAGMA analysis_limit = 1000;
        """;

    /// <summary>Sets up a connection that was just opened.</summary>
    public static void Apply(DbConnection connection)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = Statements;
        command.ExecuteNonQuery();
    }

    /// <summary>As <see cref="Apply"/>, for a connection that keeps other programs out while it is open.</summary>
    public static void ApplyAlone(DbConnection connection)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA locking_mode = EXCLUSIVE";
        command.ExecuteNonQuery();
        Apply(connection);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Apply(connection);
        return Task.CompletedTask;
    }
}
