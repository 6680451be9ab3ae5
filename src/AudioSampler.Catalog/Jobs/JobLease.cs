using AudioSampler.Analysis.Input;
using AudioSampler.Catalog.Storage;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Jobs;

/// <summary>
/// The right to work on a job, kept by signs of life in the background. Disposed before the job's end, it leaves the job to whoever takes it next. Calls may
/// come from several threads.
/// </summary>
public sealed class JobLease : IAsyncDisposable
{
    private readonly JobStore store;
    private readonly CatalogueDatabase database;
    private readonly string owner;
    private readonly CancellationTokenSource stopped = new();
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource cancelled = new();
    private readonly Task beating;

    internal JobLease(JobStore store, CatalogueDatabase database, Job job, string owner)
    {
        this.store = store;
        this.database = database;
        this.owner = owner;
        Job = job;
        beating = Task.Run(BeatAsync);
    }

    /// <summary>The job as it was when it was taken.</summary>
    public Job Job { get; }

    /// <summary>The job's number.</summary>
    public long Id => Job.Id;

    /// <summary>Set when another program has taken the job, or no sign of life could be given for so long that one may: stop, and write nothing.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Set when the job is to be ended before its time.</summary>
    public CancellationToken Cancelled => cancelled.Token;

    /// <summary>Sets the files of the job: new ones wait, those that have ended stay ended, others that are not among these are dropped.</summary>
    /// <exception cref="OperationCanceledException">The job was lost.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task RecordFilesAsync(IReadOnlyList<InputFile> files, CancellationToken cancellationToken) =>
        WriteAsync(connection => JobFileTable.Record(connection, Id, files), cancellationToken);

    /// <summary>The files that are still to do, in order.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<IReadOnlyList<InputFile>> PendingFilesAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<InputFile>>(database.Read(connection => JobFileTable.Pending(connection, Id)));
    }

    /// <summary>A file is begun.</summary>
    /// <exception cref="OperationCanceledException">The job was lost.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task BeginFileAsync(string path, CancellationToken cancellationToken) =>
        WriteAsync(connection => JobFileTable.Begin(connection, Id, path), cancellationToken);

    /// <summary>A file has ended. One that has ended already stays as it is.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="document">What came of it; null when it holds no sound.</param>
    /// <param name="cancellationToken">Stops the work; nothing is written then.</param>
    /// <exception cref="OperationCanceledException">The job was lost.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task EndFileAsync(string path, AnalysisDocument? document, CancellationToken cancellationToken) =>
        WriteAsync(
            connection =>
                JobFileTable.End(
                    connection,
                    Id,
                    path,
                    document is null ? JobState.Done : JobFileTable.StateOf(document.Status),
                    document?.FileId,
                    document?.Error
                ),
            cancellationToken
        );

    /// <summary>Ends the job by what has become of its files: one that has not ended makes it cancelled.</summary>
    /// <returns>The job as it ended.</returns>
    /// <exception cref="OperationCanceledException">The job was lost.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<Job> CompleteAsync() => EndAsync(state: null, error: null);

    /// <summary>Ends the job as failed as a whole.</summary>
    /// <returns>The job as it ended.</returns>
    /// <exception cref="OperationCanceledException">The job was lost.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<Job> FailAsync(AnalysisError error) => EndAsync(JobState.Failed, error);

    /// <summary>Puts the job back into the queue. What was analysed of the files at work is kept for whoever takes it.</summary>
    /// <exception cref="OperationCanceledException">The job was lost.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public async Task ReleaseAsync()
    {
        await WriteAsync(connection => JobTable.Release(connection, Id), CancellationToken.None);
        await StopAsync();
    }

    /// <summary>Gives no more signs of life.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopped.Dispose();
        lost.Dispose();
        cancelled.Dispose();
    }

    /// <summary>Tells whoever works on the job to end it.</summary>
    internal Task CancelAsync() => cancelled.CancelAsync();

    private async Task<Job> EndAsync(JobState? state, AnalysisError? error)
    {
        Job? ended = null;
        await WriteAsync(connection => ended = JobTable.End(connection, Id, state, error), CancellationToken.None);
        await StopAsync();
        return ended!;
    }

    /// <summary>Writes, if the job is still this program's.</summary>
    private async Task WriteAsync(Action<SqliteConnection> write, CancellationToken cancellationToken)
    {
        bool own = await database.WriteAsync(
            connection =>
            {
                bool isOwner = JobTable.IsOwner(connection, Id, owner);
                if (isOwner)
                {
                    write(connection);
                }

                return isOwner;
            },
            cancellationToken
        );
        if (!own)
        {
            await lost.CancelAsync();
            throw new OperationCanceledException($"job {Id} was taken by another program", lost.Token);
        }
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(store.Beat);
        DateTimeOffset last = DateTimeOffset.UtcNow;
        try
        {
            while (await timer.WaitForNextTickAsync(stopped.Token))
            {
                switch (await TryBeatAsync())
                {
                    case (Heard: true, Cancel: { } cancel):
                        last = DateTimeOffset.UtcNow;
                        await (cancel ? cancelled.CancelAsync() : Task.CompletedTask);
                        break;
                    case (Heard: true, Cancel: null):
                        await lost.CancelAsync();
                        return;
                    case (Heard: false, _) when DateTimeOffset.UtcNow - last > JobStore.DeadAfter:
                        await lost.CancelAsync();
                        return;
                }
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // The job has ended or was given back.
        }
    }

    /// <summary>Whether the database took the sign of life, and if so what <see cref="JobTable.Beat"/> says.</summary>
    private async Task<(bool Heard, bool? Cancel)> TryBeatAsync()
    {
        try
        {
            return (true, await database.WriteAsync(connection => JobTable.Beat(connection, Id, owner), stopped.Token));
        }
        catch (CatalogueException)
        {
            return (false, null); // Locked for long, or its disk is full: the next sign may come through.
        }
    }

    private async Task StopAsync()
    {
        store.Forget(this);
        await stopped.CancelAsync();
        await beating;
    }
}
