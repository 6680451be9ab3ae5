using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>The way to the database: any number of readers, one writer at a time. Errors of SQLite leave it in words.</summary>
/// <remarks>Hot paths speak SQL through plain connections; EF Core owns the tables and their migrations, and is loaded only when one is pending.</remarks>
internal sealed class CatalogueDatabase : IDisposable
{
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly DataFolder folder;
    private readonly string connectionString;
    private readonly DatabaseUpkeep upkeep;

    public CatalogueDatabase(DataFolder folder, TimeSpan? patience = null)
    {
        this.folder = folder;
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = folder.DatabasePath,
            DefaultTimeout = (int)(patience ?? DefaultPatience).TotalSeconds,
        }.ToString();
        upkeep = new DatabaseUpkeep(this);
    }

    /// <summary>How long another program may hold the database before we give up.</summary>
    public static TimeSpan DefaultPatience { get; } = TimeSpan.FromSeconds(30);

    public DataFolder Folder => folder;

    /// <summary>What is done a moment after something was written here, beside other work; null for nothing.</summary>
    public Action? AfterWrites { get; set; }

    public string ConnectionString => connectionString;

    /// <summary>Reads from one state of the database, whatever is written meanwhile.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            return InTransaction(Open, read, deferred: true, CancellationToken.None);
        }
        catch (CatalogueException full) when (full.Failure == CatalogueFailure.DiskFull)
        {
            return InTransaction(OpenAlone, read, deferred: true, CancellationToken.None);
        }
    }

    /// <summary>Writes in one transaction: all of it, or when something throws, nothing.</summary>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken) =>
        WriteAsync(write, durable: false, leavesWork: true, cancellationToken);

    /// <summary>As <c>WriteAsync</c>, for <see cref="DatabaseUpkeep"/> itself, whose writes leave it nothing to do.</summary>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<T> MaintainAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken) =>
        WriteAsync(write, durable: false, leavesWork: false, cancellationToken);

    /// <summary>Writes in one transaction that outlives a power cut, and with it all that was committed before.</summary>
    /// <remarks>
    /// Only the switch from an older generation to a new one is worth that wait for the disk (some milliseconds a file): what is lost of a generation on its way in is analysed
    /// again, but the generation before is gone with the switch. SQLite takes the setting outside of a transaction only; the next user of the connection gets
    /// the usual one by <see cref="ConnectionPragmas"/>.
    /// </remarks>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<T> WriteDurablyAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken) =>
        WriteAsync(write, durable: true, leavesWork: true, cancellationToken);

    private async Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, bool durable, bool leavesWork, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            T done = InTransaction(Open, write, deferred: false, cancellationToken, durable);
            if (leavesWork)
            {
                upkeep.Written();
            }

            return done;
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Runs something with a connection, all errors in words.</summary>
    /// <exception cref="CatalogueException">The database can't be read or written.</exception>
    public T Run<T>(Func<SqliteConnection, T> work) => Run(Open, work);

    private T Run<T>(Func<SqliteConnection> open, Func<SqliteConnection, T> work)
    {
        try
        {
            using SqliteConnection connection = open();
            return work(connection);
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.Explain(e, folder);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw SqliteErrors.ExplainContent(e, folder);
        }
    }

    private T InTransaction<T>(
        Func<SqliteConnection> open,
        Func<SqliteConnection, T> work,
        bool deferred,
        CancellationToken cancellationToken,
        bool durable = false
    ) =>
        Run(
            open,
            connection =>
            {
                if (durable)
                {
                    connection.Execute("PRAGMA synchronous = FULL");
                }

                using SqliteTransaction transaction = connection.BeginTransaction(deferred);
                T done = work(connection);
                cancellationToken.ThrowIfCancellationRequested();
                transaction.Commit();
                return done;
            }
        );

    /// <summary>Opens a connection; the pool keeps it warm.</summary>
    private SqliteConnection Open() => Open(connectionString, ConnectionPragmas.Apply);

    /// <summary>Opens a connection that keeps others out and the index of the journal in memory: it can read though nothing can be written.</summary>
    private SqliteConnection OpenAlone()
    {
        using (var pooled = new SqliteConnection(connectionString))
        {
            SqliteConnection.ClearPool(pooled);
        }

        return Open(connectionString + ";Pooling=False", ConnectionPragmas.ApplyAlone);
    }

    private static SqliteConnection Open(string connectionString, Action<SqliteConnection> setUp)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            setUp(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        upkeep.Dispose();
        using (var connection = new SqliteConnection(connectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        writing.Dispose();
    }
}
