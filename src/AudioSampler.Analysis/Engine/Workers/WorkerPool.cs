using System.Collections.Concurrent;
using System.Collections.Immutable;
using AudioSampler.Analysis.Engine.Messages;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>The workers: started when they are needed, kept warm, one file at a time each, replaced when they are worn, watched all the while.</summary>
internal sealed class WorkerPool : IFileWorkers
{
    private const int MostStarts = 3;
    private static readonly TimeSpan s_watchInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_timeToGetReady = TimeSpan.FromSeconds(60);

    private readonly Hello _hello;
    private readonly WorkerSettings _settings;
    private readonly SemaphoreSlim _free;
    private readonly SemaphoreSlim _alone = new(1);
    private readonly Lock _lock = new();
    private readonly Stack<WorkerProcess> _idle = new();
    private readonly ConcurrentDictionary<int, WorkerProcess> _alive = new();
    private readonly Timer _watch;
    private long _started;
    private long _deaths;

    /// <summary>Makes an empty pool.</summary>
    public WorkerPool(AnalysisOptions options, AnalyzerGraph graph, WorkerSettings settings)
    {
        Graph = graph;
        _settings = settings;
        _free = new SemaphoreSlim(settings.Workers);
        _hello = new Hello
        {
            Protocol = WorkerProtocol.Version,
            Options = options,
            Parallelism = settings.AnalyzersPerWorker,
        };
        _watch = new Timer(_ => Watch(), null, s_watchInterval, s_watchInterval);
    }

    /// <summary>All analyzers.</summary>
    public AnalyzerGraph Graph { get; }

    /// <summary>How the workers are.</summary>
    public WorkerStatus Status =>
        new(
            _settings.Workers,
            [.. _alive.Values.Select(w => new WorkerInfo(w.Id, w.Files, w.ResidentBytes)).OrderBy(w => w.ProcessId)],
            Interlocked.Read(ref _started),
            Interlocked.Read(ref _deaths),
            _settings.MemoryLimitBytes
        );

    /// <inheritdoc/>
    public void Prepare()
    {
        lock (_lock)
        {
            if (_idle.Count == 0 && _alive.Count < _settings.Workers)
            {
                _idle.Push(Start());
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IFileWorker> OpenAsync(OpenFile file, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new SupervisedFileWorker(this, file);
    }

    /// <summary>A worker that is ready and has the file open.</summary>
    /// <exception cref="WorkerException">None can be started.</exception>
    public async Task<WorkerProcess> TakeAsync(OpenFile file, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            WorkerProcess worker;
            lock (_lock)
            {
                worker = _idle.TryPop(out WorkerProcess? idle) ? idle : Start();
            }

            try
            {
                await worker.Ready.WaitAsync(s_timeToGetReady, cancellationToken);
                worker.Open(file);
                return worker;
            }
            catch (WorkerException) when (attempt < MostStarts)
            {
                // It died of something that may have passed; the next one is a new process.
            }
            catch (TimeoutException exception)
            {
                Dismiss(worker);
                throw new WorkerException(
                    $"a worker was not ready within {s_timeToGetReady.TotalSeconds:0} s: the machine is too busy, or a plugin hangs while it is loaded",
                    exception
                );
            }
        }
    }

    /// <summary>Gives back a worker that was taken; one that is worn or dead is replaced when the next is needed.</summary>
    public void Return(WorkerProcess worker)
    {
        worker.Close();
        if (worker.IsUsable)
        {
            lock (_lock)
            {
                _idle.Push(worker);
            }
        }
        else
        {
            Dismiss(worker);
        }
    }

    /// <summary>Ends a worker in the background.</summary>
    public static void Dismiss(WorkerProcess worker)
    {
        if (worker.HasStray)
        {
            worker.Kill(new WorkerDeath(DeathCause.Dismissed, "an analyzer did not stop"));
        }

        _ = worker.DisposeAsync().AsTask();
    }

    /// <summary>Runs one analyzer in a fresh worker where nothing else runs: whatever happens there, it was that analyzer.</summary>
    public async Task<T> AloneAsync<T>(OpenFile file, Func<WorkerProcess, Task<T>> run, CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        try
        {
            WorkerProcess worker;
            lock (_lock)
            {
                worker = Start();
            }

            try
            {
                await worker.Ready.WaitAsync(s_timeToGetReady, cancellationToken);
                worker.Open(file);
                return await run(worker);
            }
            finally
            {
                Dismiss(worker);
            }
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <summary>A file is done: the next may have a worker.</summary>
    public void Release() => _free.Release();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync();
        await Task.WhenAll(_alive.Values.Select(worker => worker.DisposeAsync().AsTask()));
        _free.Dispose();
        _alone.Dispose();
    }

    private WorkerProcess Start()
    {
        WorkerProcess worker = WorkerProcess.Start(_hello, Graph, _settings);
        Interlocked.Increment(ref _started);
        EngineMetrics.WorkerStarted();
        _alive[worker.Id] = worker;
        _ = ForgetAsync(worker);
        return worker;
    }

    private async Task ForgetAsync(WorkerProcess worker)
    {
        WorkerDeath death = await worker.Death;
        _alive.TryRemove(worker.Id, out _);
        if (death.Cause != DeathCause.Dismissed)
        {
            Interlocked.Increment(ref _deaths);
            EngineMetrics.WorkerDied(death.Cause);
        }
    }

    private void Watch()
    {
        foreach (WorkerProcess worker in _alive.Values)
        {
            worker.Watch();
        }
    }
}
