using System.Collections.Concurrent;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Input;
using AudioSampler.Catalog.Model;
using AudioSampler.Catalog.Storage;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Jobs;

/// <summary>
/// The right to work on a job, kept by signs of life in the background. Disposed before the job's end, it leaves the job to whoever takes it next. Calls may
/// come from several threads.
/// </summary>
public sealed class JobLease : IAnalysisJob, IAsyncDisposable
{
    private readonly JobStore store;
    private readonly CatalogueDatabase database;
    private readonly string owner;
    private readonly CancellationTokenSource stopped = new();
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource cancelled = new();
    private readonly ConcurrentDictionary<string, JobFile> ends = new(StringComparer.Ordinal);
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

    /// <inheritdoc/>
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

    /// <summary>The files that are still to do, in order; when the job was taken for the first time, its paths are walked for them.</summary>
    /// <param name="walk">Finds the files that paths stand for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The job was lost.</exception>
    /// <exception cref="CatalogueException">The database can't be read or written.</exception>
    public async Task<IReadOnlyList<InputFile>> FilesAsync(
        Func<IReadOnlyList<string>, IEnumerable<InputFile>> walk,
        CancellationToken cancellationToken
    )
    {
        if (Job.FilesTotal is null)
        {
            await RecordFilesAsync([.. walk(Job.Request.Paths)], cancellationToken);
        }

        return await PendingFilesAsync(cancellationToken);
    }

    /// <summary>The files that are still to do, in order.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<IReadOnlyList<InputFile>> PendingFilesAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<InputFile>>(database.Read(connection => JobFileTable.Pending(connection, Id)));
    }

    /// <inheritdoc/>
    public Task<EndedFile?> RecallAsync(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult(
                database.Read(connection =>
                {
                    (bool ended, FileRow? file) = JobFileTable.Recall(connection, Id, path);
                    return ended ? new EndedFile(file is null ? null : DocumentReader.OfFile(connection, file)) : null;
                })
            );
        }
        catch (CatalogueException)
        {
            return Task.FromResult<EndedFile?>(null); // Analysing the file meets the same fault, and says so in its document.
        }
    }

    /// <inheritdoc/>
    public async Task BeginFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(connection => JobFileTable.Begin(connection, Id, path), cancellationToken);
        }
        catch (CatalogueException)
        {
            // Who looks at the job sees the file wait; nothing depends on it.
        }
    }

    /// <inheritdoc/>
    public async Task EndFileAsync(string path, AnalysisDocument? document, CancellationToken cancellationToken)
    {
        JobState state = document is null ? JobState.Done : JobFileTable.StateOf(document.Status);
        ends[path] = new JobFile(path, state, document?.FileId, document?.Error);
        try
        {
            await WriteAsync(_ => { }, cancellationToken);
        }
        catch (CatalogueException)
        {
            // It stays among the ends to write: the next write tries again.
        }
    }

    /// <summary>
    /// Works on the job, notes what is gone from its folders, and ends it: by what has become of its files, or as failed when the work throws. A job that was lost, or whose work was to stop, is
    /// left as it is.
    /// </summary>
    /// <param name="work">The work; its token is set when the job is lost or to be ended, or the work to stop.</param>
    /// <param name="stop">Set when the work is to stop, and the job to be gone on with later.</param>
    /// <returns>The job as it ended; null when it has not.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public async Task<Job?> RunAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, Lost, Cancelled);
        try
        {
            await work(end.Token);
            await Catalogue.NoteGoneAsync(database, Job.Request.Paths, end.Token); // After the work: what has moved is found by then.
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Why it ends is seen below.
        }
        catch (Exception exception)
        {
            await FailAsync(
                exception is StoreException expected
                    ? expected.Error
                    : new AnalysisError(
                        AnalysisErrorCode.InternalError,
                        $"job {Id} failed: {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}; please report it"
                    )
            );
            throw;
        }

        return Lost.IsCancellationRequested || stop.IsCancellationRequested ? null : await CompleteAsync();
    }

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
        await WriteAsync(connection => JobTable.Release(connection, Id, JobState.Queued), CancellationToken.None);
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

    /// <summary>Writes, if the job is still this program's, and before it the ends of files that could not be written yet. A file may be ended twice.</summary>
    private async Task WriteAsync(Action<SqliteConnection> write, CancellationToken cancellationToken)
    {
        JobFile[] known = [.. ends.Values];
        bool own = await database.WriteAsync(
            connection =>
            {
                bool isOwner = JobTable.IsOwner(connection, Id, owner);
                if (isOwner)
                {
                    foreach (JobFile file in known)
                    {
                        JobFileTable.End(connection, Id, file.Path, file.State, file.FileId, file.Error);
                    }

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

        foreach (JobFile file in known)
        {
            ends.TryRemove(KeyValuePair.Create(file.Path, file));
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
