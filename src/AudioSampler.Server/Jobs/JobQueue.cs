using System.Collections.Concurrent;
using System.Threading.Channels;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Input;
using AudioSampler.Plugins.Results;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Safety;

namespace AudioSampler.Server.Jobs;

/// <summary>Runs the jobs that callers ask for, in order, one after the other; the files of a job run side by side.</summary>
/// <remarks>Jobs stand in memory: what a job has analysed is in the catalogue, but the job itself ends with the server.</remarks>
internal sealed class JobQueue(EngineRoom engineRoom, RootGuard guard, ILogger<JobQueue> logger) : BackgroundService
{
    private const int MostJobsKept = 1000;

    private readonly Channel<Job> _waiting = Channel.CreateUnbounded<Job>();
    private readonly ConcurrentDictionary<string, Job> _jobs = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stops = new();

    /// <summary>All jobs kept, the newest first.</summary>
    public IReadOnlyList<JobStatus> All => [.. _jobs.Values.Select(j => j.Status).OrderByDescending(s => s.Id, StringComparer.Ordinal)];

    /// <summary>Asks for an analysis.</summary>
    public Job Add(string path, AnalysisRequest request)
    {
        var job = new Job(path, request, _stops.Token);
        _jobs[job.Status.Id] = job;
        foreach (JobStatus old in All.Skip(MostJobsKept).Where(s => s.State is not (JobState.Queued or JobState.Running)))
        {
            _jobs.TryRemove(old.Id, out _);
        }

        _waiting.Writer.TryWrite(job);
        return job;
    }

    /// <summary>A job by its id; null when there is none.</summary>
    public Job? Find(string id) => _jobs.GetValueOrDefault(id);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stops.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _stops.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (Job job in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await RunAsync(job);
            }
#pragma warning disable CA1031 // A job that fails in a way that nobody foresaw must not take the others with it; its caller gets the exception.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.LogError(exception, "Job {JobId} failed", job.Status.Id);
                job.End(exception);
            }
        }
    }

    private async Task RunAsync(Job job)
    {
        AnalysisDocument? last = null;
        try
        {
            EngineHost host = await engineRoom.EngineAsync(job.Cancelled);
            Predicate<string> isUnderRoot = await guard.AdmissionAsync(job.Cancelled);
            var refused = new List<string>();
            var input = new InputFiles(line => logger.LogWarning("Job {JobId}: {Line}", job.Status.Id, line), Admit);

            // What is opened is the path without links that was looked at, so a link that is changed afterwards leads nowhere new.
            List<InputFile> files = [.. input.Find([job.Status.Path]).Select(file => file with { Path = file.RealPath })];
            job.Begin(files.Count + refused.Count);
            refused.ForEach(job.Refuse);
            await new AnalysisBatch(host.Engine, AnalysisBatch.DefaultFilesAtOnce).RunAsync(
                files,
                job.Request,
                job,
                document =>
                {
                    job.Done(document);
                    last = document ?? last;
                },
                CancellationToken.None,
                job.Cancelled
            );

            bool Admit(string path, string real)
            {
                bool admitted = isUnderRoot(real);
                if (!admitted)
                {
                    refused.Add(RootGuard.Refusal(path));
                }

                return admitted;
            }
        }
        catch (OperationCanceledException) when (job.Cancelled.IsCancellationRequested)
        {
            logger.LogInformation("Job {JobId} was cancelled", job.Status.Id);
        }

        job.End(last);
    }
}
