using System.Collections.Concurrent;
using System.Collections.Immutable;
using AudioSampler.Analysis.Engine.Messages;
using AudioSampler.Analysis.Engine.Plugins;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>The workers: started when they are needed, kept warm, one file at a time each, replaced when they are worn, watched all the while.</summary>
internal sealed class WorkerPool : IFileWorkers
{
    private const int MostStarts = 3;
    private static readonly TimeSpan s_watchInterval = TimeSpan.FromMilliseconds(100);

    private readonly WorkerSettings _settings;
    private readonly PluginProblems _problems;
    private readonly SemaphoreSlim _free;
    private readonly SemaphoreSlim _alone = new(1);
    private readonly Lock _lock = new();
    private readonly Stack<WorkerProcess> _idle = new();
    private readonly ConcurrentDictionary<int, WorkerProcess> _alive = new();
    private readonly ConcurrentDictionary<string, int> _endedWhileLoading = new(StringComparer.Ordinal);
    private readonly Timer _watch;
    private Hello _hello;
    private readonly WorkerCounts _counts;

    /// <summary>Makes an empty pool.</summary>
    /// <param name="options">Options of the analysis.</param>
    /// <param name="graph">All analyzers.</param>
    /// <param name="settings">How analysis is kept apart from this process.</param>
    /// <param name="problems">What is wrong with plugins.</param>
    /// <param name="counts">What goes on with the counts of a pool before this one; null to count from zero.</param>
    public WorkerPool(
        AnalysisOptions options,
        AnalyzerGraph graph,
        WorkerSettings settings,
        PluginProblems problems,
        WorkerCounts? counts = null
    )
    {
        _counts = counts ?? new WorkerCounts();
        Graph = graph;
        _settings = settings;
        _problems = problems;
        _free = new SemaphoreSlim(settings.Workers);
        _hello = new Hello
        {
            Protocol = WorkerProtocol.Version,
            Options = options,
            Model = settings.Model,
            PluginFolder = settings.PluginFolder,
            PluginAnalyzers = [.. graph.Ordered.Where(a => a.Plugin is not null)],
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
            _counts.Started,
            _counts.Deaths,
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

    /// <inheritdoc/>
    public async ValueTask<IReadOnlySet<string>> BrokenAsync(CancellationToken cancellationToken)
    {
        WorkerProcess worker = await ReadyAsync(Take, cancellationToken);
        lock (_lock)
        {
            _idle.Push(worker);
        }

        return Graph.Ordered.Where(a => _problems.Of(a) is not null).Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>A worker that is ready and has the file open.</summary>
    /// <exception cref="WorkerException">None can be started.</exception>
    public async Task<WorkerProcess> TakeAsync(OpenFile file, CancellationToken cancellationToken)
    {
        WorkerProcess worker = await ReadyAsync(Take, cancellationToken);
        worker.Open(file);
        return worker;
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

    /// <summary>Runs one analyzer in a worker where nothing else runs: whatever happens there, it was that analyzer.</summary>
    /// <remarks>
    /// A worker that has done something before is good enough for the innocent, and saves the start of another. One that dies may have been harmed by what ran
    /// there earlier: only a death in a fresh worker is a verdict.
    /// </remarks>
    public async Task<T> AloneAsync<T>(OpenFile file, Func<WorkerProcess, Task<T>> run, CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        try
        {
            for (Func<WorkerProcess> source = Take; ; source = Start)
            {
                WorkerProcess worker = await ReadyAsync(source, cancellationToken);
                bool fresh = worker.Files == 0;
                worker.Open(file);
                try
                {
                    T result = await run(worker);
                    if (fresh || !worker.Death.IsCompleted)
                    {
                        return result;
                    }
                }
                finally
                {
                    Return(worker);
                }
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

    private WorkerProcess Take()
    {
        lock (_lock)
        {
            return _idle.TryPop(out WorkerProcess? idle) ? idle : Start();
        }
    }

    private WorkerProcess Start()
    {
        lock (_lock)
        {
            WorkerProcess worker = WorkerProcess.Start(_hello, Graph, _settings);
            _counts.Start();
            EngineMetrics.WorkerStarted();
            _alive[worker.Id] = worker;
            _ = ForgetAsync(worker);
            return worker;
        }
    }

    /// <summary>A worker that has loaded all it needs. A plugin that ends it meanwhile, or hangs, is left out of the next one.</summary>
    private async Task<WorkerProcess> ReadyAsync(Func<WorkerProcess> take, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; )
        {
            WorkerProcess worker = take();
            try
            {
                _problems.Add((await worker.Ready.WaitAsync(_settings.TimeToGetReady, cancellationToken)).Problems);
                return worker;
            }
            catch (WorkerException) when (worker.Loading is not null || attempt < MostStarts)
            {
                WorkerDeath death = await worker.Death;
                if (worker.Loading is { } plugin && IsGuilty(plugin, death))
                {
                    LeaveOut(plugin, $"it ended its worker while it was loaded: {death.Description}");
                }
                else
                {
                    attempt++; // It died of something that may have passed; the next one is a new process.
                }
            }
            catch (TimeoutException) when (worker.Loading is { } plugin)
            {
                Dismiss(worker);
                LeaveOut(plugin, $"it was not loaded within {_settings.TimeToGetReady.TotalSeconds:0.#} s");
            }
            catch (TimeoutException exception)
            {
                Dismiss(worker);
                throw new WorkerException(
                    $"a worker was not ready within {_settings.TimeToGetReady.TotalSeconds:0.#} s: the machine is too busy",
                    exception
                );
            }
        }
    }

    /// <summary>Whether the plugin did it: a kill may have come from anywhere once, but hardly twice at the same place.</summary>
    private bool IsGuilty(string plugin, WorkerDeath death) =>
        !death.MayBeFromOutside || _endedWhileLoading.AddOrUpdate(plugin, 1, (_, times) => times + 1) > 1;

    private void LeaveOut(string plugin, string reason)
    {
        string whole = $"{reason}; update it, or remove its folder";
        lock (_lock)
        {
            _hello = _hello with { WithoutPlugins = _hello.WithoutPlugins.SetItem(plugin, whole) };
        }

        _problems.Add(new PluginProblem(plugin, null, whole));
    }

    private async Task ForgetAsync(WorkerProcess worker)
    {
        WorkerDeath death = await worker.Death;
        _alive.TryRemove(worker.Id, out _);
        if (death.Cause != DeathCause.Dismissed)
        {
            _counts.Die();
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
