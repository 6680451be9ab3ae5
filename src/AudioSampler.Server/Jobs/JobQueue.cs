using System.Collections.Concurrent;
using AudioSampler.Analysis;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Input;
using AudioSampler.Audio;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Jobs;
using AudioSampler.Plugins.Contract;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Safety;

namespace AudioSampler.Server.Jobs;

/// <summary>Runs the jobs of the catalogue, the most urgent first, one after the other; the files of a job run side by side.</summary>
/// <remarks>
/// Jobs stand in the catalogue: at its start the server goes on with those that wait and those whose program has died. When it stops, the job at work waits
/// again.
/// </remarks>
internal sealed class JobQueue(
    EngineRoom engineRoom,
    RootGuard guard,
    ServerOptions options,
    IHostApplicationLifetime lifetime,
    ILogger<JobQueue> logger
) : BackgroundService
{
    private const int MostErrors = 20;
    private static readonly TimeSpan s_pauseAfterFault = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_lookForDead = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>Held from the moment the catalogue says that a job is at work until this queue knows it too.</summary>
    private readonly SemaphoreSlim _taking = new(1);
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _awaited = new();
    private volatile LiveProgress? _live;
    private volatile JobAtWork? _atWork;

    /// <summary>Asks for an analysis.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="request">What to do with each file.</param>
    /// <param name="priority">A higher number comes first: a job of a lower one that is at work makes room, and goes on afterwards where it was.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="CatalogueException">The catalogue can't be written.</exception>
    public async Task<JobStatus> AddAsync(
        IReadOnlyCollection<string> paths,
        AnalysisRequest request,
        int priority,
        CancellationToken cancellationToken
    )
    {
        JobStore jobs = await JobsAsync(cancellationToken);
        Job job = await jobs.CreateAsync(JobRequest.Of(paths, request) with { Priority = priority }, cancellationToken);
        if (await AtWorkAsync(cancellationToken) is { } other && other.Priority < priority)
        {
            await other.InterruptAsync(pause: false);
        }

        _wake.Release();
        return await StatusAsync(jobs, job, cancellationToken);
    }

    /// <summary>A page of jobs, the newest first.</summary>
    /// <param name="page">Number of the page, from 1.</param>
    /// <param name="pageSize">Jobs of a page.</param>
    /// <param name="state">Their state; null for all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The page, and the number of all that match.</returns>
    /// <exception cref="CatalogueException">The catalogue can't be read.</exception>
    public async Task<(IReadOnlyList<JobStatus> Jobs, long Total)> ListAsync(
        int page,
        int pageSize,
        JobState? state,
        CancellationToken cancellationToken
    )
    {
        JobStore jobs = await JobsAsync(cancellationToken);
        JobPage found = await jobs.ListAsync(page, pageSize, state, cancellationToken);
        return ([.. await Task.WhenAll(found.Jobs.Select(job => StatusAsync(jobs, job, cancellationToken)))], found.Total);
    }

    /// <summary>A job by its number; null when there is none.</summary>
    /// <exception cref="CatalogueException">The catalogue can't be read.</exception>
    public async Task<JobStatus?> FindAsync(long id, CancellationToken cancellationToken)
    {
        JobStore jobs = await JobsAsync(cancellationToken);
        return await jobs.FindAsync(id, cancellationToken) is { } job ? await StatusAsync(jobs, job, cancellationToken) : null;
    }

    /// <summary>Waits until a job has ended, here or in another program.</summary>
    /// <returns>The job; null when it has not ended in time, or the server stops.</returns>
    /// <exception cref="CatalogueException">The catalogue can't be read.</exception>
    public async Task<Job?> WaitAsync(long id, TimeSpan limit, CancellationToken cancellationToken)
    {
        JobStore jobs = await JobsAsync(cancellationToken);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        until.CancelAfter(limit);
        Task ended = _awaited.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        try
        {
            while (true)
            {
                if (await jobs.FindAsync(id, until.Token) is { HasEnded: true } job)
                {
                    return job;
                }

                await Task.WhenAny(ended, Task.Delay(s_lookAgain, until.Token));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            _awaited.TryRemove(id, out _);
        }
    }

    /// <summary>Ends a job before its time.</summary>
    /// <returns>Whether there is one of that number.</returns>
    /// <exception cref="CatalogueException">The catalogue can't be written.</exception>
    public async Task<bool> CancelAsync(long id, CancellationToken cancellationToken)
    {
        bool found = await (await JobsAsync(cancellationToken)).CancelAsync(id, cancellationToken) is not null;
        TellWaiting(id);
        return found;
    }

    /// <summary>Sets a job aside; one that is at work here stops, and keeps what it has.</summary>
    /// <returns>The job as it stands now, which is paused, unless it has ended or another program works on it; null when there is none of that number.</returns>
    /// <exception cref="CatalogueException">The catalogue can't be written.</exception>
    public async Task<JobStatus?> PauseAsync(long id, CancellationToken cancellationToken)
    {
        JobStore jobs = await JobsAsync(cancellationToken);
        if (await AtWorkAsync(cancellationToken) is { } job && job.Id == id)
        {
            await job.InterruptAsync(pause: true);
            await job.Stopped.WaitAsync(cancellationToken);
        }

        return await jobs.PauseAsync(id, cancellationToken) is { } paused ? await StatusAsync(jobs, paused, cancellationToken) : null;
    }

    /// <summary>Puts a job that was set aside back into the queue.</summary>
    /// <returns>The job as it stands now; null when there is none of that number.</returns>
    /// <exception cref="CatalogueException">The catalogue can't be written.</exception>
    public async Task<JobStatus?> ResumeAsync(long id, CancellationToken cancellationToken)
    {
        JobStore jobs = await JobsAsync(cancellationToken);
        Job? job = await jobs.ResumeAsync(id, cancellationToken);
        _wake.Release();
        return job is null ? null : await StatusAsync(jobs, job, cancellationToken);
    }

    /// <summary>Tries those files of an ended job again that failed or were cancelled.</summary>
    /// <returns>The job as it waits now; null when it has not ended, or there is nothing to try again.</returns>
    /// <exception cref="CatalogueException">The catalogue can't be written.</exception>
    public async Task<JobStatus?> RetryAsync(long id, CancellationToken cancellationToken)
    {
        JobStore jobs = await JobsAsync(cancellationToken);
        if (await jobs.RetryAsync(id, cancellationToken) is not { } job)
        {
            return null;
        }

        _wake.Release();
        return await StatusAsync(jobs, job, cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _wake.Dispose();
        _taking.Dispose();
        _atWork?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                JobStore jobs = (await engineRoom.OpenedAsync(stop.Token)).Jobs;
                await RunAllAsync(jobs, stop.Token);
                await _wake.WaitAsync(s_lookForDead, stop.Token); // Nobody tells of a program that died: its jobs are looked for.
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A fault of the catalogue must not end the queue, nor the server with it: it may pass.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (engineRoom.Failure is not null)
                {
                    return; // It has said so itself, and stays so.
                }

                logger.LogError(exception, "Jobs can't be taken");
                await Task.Delay(s_pauseAfterFault, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RunAllAsync(JobStore jobs, CancellationToken stop)
    {
        await engineRoom.EngineAsync(stop);
        while (await TakeNextAsync(jobs, stop) is { } taken)
        {
            await using JobLease lease = taken.Lease;
            using JobAtWork atWork = taken.AtWork;
            try
            {
                await RunAsync(jobs, lease, atWork, stop);
            }
            finally
            {
                _live = null;
                _atWork = null;
                atWork.End();
                TellWaiting(lease.Id);
            }
        }
    }

    private async Task<(JobLease Lease, JobAtWork AtWork)?> TakeNextAsync(JobStore jobs, CancellationToken stop)
    {
        await _taking.WaitAsync(stop);
        try
        {
            if (await jobs.TakeNextAsync(stop) is not { } lease)
            {
                return null;
            }

            var atWork = new JobAtWork(lease.Id, lease.Job.Request.Priority, stop);
            _atWork = atWork;
            return (lease, atWork);
        }
        finally
        {
            _taking.Release();
        }
    }

    private async Task<JobAtWork?> AtWorkAsync(CancellationToken cancellationToken)
    {
        await _taking.WaitAsync(cancellationToken);
        _taking.Release();
        return _atWork;
    }

    private async Task RunAsync(JobStore jobs, JobLease lease, JobAtWork atWork, CancellationToken stop)
    {
        await using EngineUse engine = await engineRoom.UseAsync(stop);
        var live = new LiveProgress(lease.Id);
        _live = live;
        try
        {
            await RunAsync(lease, engine.Host, live, atWork.Stop);
            if (atWork.IsPaused)
            {
                await jobs.PauseAsync(lease.Id, stop);
            }
        }
#pragma warning disable CA1031 // A job that fails in a way that nobody foresaw has ended as failed, with the reason; the others go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "Job {JobId} failed", lease.Id);
        }
    }

    private async Task RunAsync(JobLease lease, EngineHost host, LiveProgress live, CancellationToken stop)
    {
        var batch = new AnalysisBatch(host.Engine, host.FilesAtOnce);
        Job? ended = await lease.RunAsync(
            async end =>
            {
                Predicate<string> isUnderRoot = await guard.AdmissionAsync(end);
                IReadOnlyList<InputFile> files = await lease.FilesAsync(paths => Walk(lease.Id, paths, isUnderRoot), end);
                files = await AdmitAsync(lease, files, isUnderRoot, end);
                await batch.RunAsync(files, lease.Job.Request.Analysis, lease, live, _ => { }, CancellationToken.None, end);
            },
            stop
        );
        if (ended is not null)
        {
            logger.LogInformation("Job {JobId} has ended: {State}", ended.Id, ended.State);
        }
        else if (lease.Lost.IsCancellationRequested)
        {
            logger.LogWarning("Job {JobId} was taken by another program", lease.Id);
        }
        else
        {
            await lease.ReleaseAsync();
        }
    }

    /// <summary>The files under the roots by their paths without links, so that a link that is changed afterwards leads nowhere new; and what is refused.</summary>
    private IEnumerable<InputFile> Walk(long job, IReadOnlyList<string> paths, Predicate<string> isUnderRoot)
    {
        var refused = new List<InputFile>();
        var input = new InputFiles(line => logger.LogWarning("Job {JobId}: {Line}", job, line), Admit);
        List<InputFile> files = [.. input.Find(paths).Select(file => file with { Path = file.RealPath })];
        return files.Concat(refused);

        bool Admit(string path, string real)
        {
            bool admitted = isUnderRoot(real);
            if (!admitted)
            {
                refused.Add(new InputFile(path, Named: true));
            }

            return admitted;
        }
    }

    /// <summary>Those that may be analysed now; the others have failed. Roots and links may have changed since the files were found.</summary>
    private static async Task<IReadOnlyList<InputFile>> AdmitAsync(
        JobLease lease,
        IReadOnlyList<InputFile> files,
        Predicate<string> isUnderRoot,
        CancellationToken cancellationToken
    )
    {
        var admitted = new List<InputFile>(files.Count);
        foreach (InputFile file in files)
        {
            if (RealPath.Find(file.Path) is not { } real || isUnderRoot(real))
            {
                admitted.Add(file); // One that is not there any more is told of by its analysis.
                continue;
            }

            var error = new AnalysisError(AnalysisErrorCode.AccessDenied, RootGuard.Refusal(file.Path));
            await lease.EndFileAsync(file.Path, AnalysisEngine.Failed(file.Path, error, new AnalysisOptions()), cancellationToken);
        }

        return admitted;
    }

    private async Task<JobStore> JobsAsync(CancellationToken cancellationToken) =>
        (await engineRoom.CatalogueAsync(cancellationToken)).Jobs;

    private async Task<JobStatus> StatusAsync(JobStore jobs, Job job, CancellationToken cancellationToken)
    {
        IReadOnlyList<JobFile> failed =
            job.FilesFailed == 0 ? [] : await jobs.ListFilesAsync(job.Id, MostErrors, JobState.Failed, cancellationToken);
        var status = new JobStatus
        {
            Id = job.Id,
            Paths = [.. job.Request.Paths.Take(JobStatus.MostPaths)],
            State = job.State,
            CreatedAt = job.CreatedAt,
            StartedAt = job.StartedAt,
            EndedAt = job.EndedAt,
            FilesTotal = job.FilesTotal ?? 0,
            FilesDone = job.FilesDone,
            FilesFailed = job.FilesFailed,
            Errors =
            [
                .. (
                    job.Error is { } error ? [error.Message] : failed.Reverse().Select(file => file.Error?.Message).OfType<string>()
                ).Select(message => HiddenPaths.Hide(message, options.DataFolder)),
            ],
        };
        return _live?.AddTo(status) ?? status;
    }

    private void TellWaiting(long id)
    {
        if (_awaited.TryGetValue(id, out TaskCompletionSource? ended))
        {
            ended.TrySetResult();
        }
    }
}
