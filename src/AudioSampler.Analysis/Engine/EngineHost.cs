using System.Collections.Immutable;
using AudioSampler.Analysis.Analyzers;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Engine.Plugins;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;

namespace AudioSampler.Analysis.Engine;

/// <summary>An engine with all that it stands on, for as long as a program runs.</summary>
public sealed class EngineHost : IAsyncDisposable
{
    private readonly IFileWorkers _workers;
    private readonly PluginProblems _problems;
    private readonly WorkerCounts _counts;

    private EngineHost(
        AnalysisEngine engine,
        AnalysisEngine passing,
        AnalyzerGraph graph,
        IFileWorkers workers,
        (AnalyzerLedger Analyzers, WorkerCounts Workers) counts,
        PluginProblems problems
    )
    {
        _problems = problems;
        Engine = engine;
        Passing = passing;
        Analyzers = graph;
        Ledger = counts.Analyzers;
        _counts = counts.Workers;
        _workers = workers;
    }

    /// <summary>The engine.</summary>
    public AnalysisEngine Engine { get; }

    /// <summary>An engine with the same workers that keeps nothing: for sounds that only pass through.</summary>
    public AnalysisEngine Passing { get; }

    /// <summary>All analyzers.</summary>
    public AnalyzerGraph Analyzers { get; }

    /// <summary>What it analyses with, the model among it.</summary>
    public required AnalysisOptions Options { get; init; }

    /// <summary>How analyzers fare.</summary>
    public AnalyzerLedger Ledger { get; }

    /// <summary>What has been found to be wrong with plugins so far; what only shows when they are loaded is known when the first worker is ready.</summary>
    public ImmutableArray<PluginProblem> PluginProblems => _problems.All;

    /// <summary>Files at work at once if nobody says otherwise, at least 1.</summary>
    public required int FilesAtOnce { get; init; }

    /// <summary>Version of the program.</summary>
    public static string Version => Versioning.ProgramVersion;

    /// <summary>How the worker processes are.</summary>
    public WorkerStatus Workers => (_workers as WorkerPool)?.Status ?? WorkerStatus.InProcess;

    /// <summary>Puts an engine together.</summary>
    /// <param name="options">Options of the analysis.</param>
    /// <param name="settings">How analysis is kept apart from this process.</param>
    /// <param name="store">Where results are kept; null to keep none.</param>
    /// <param name="report">Told once of each thing that is wrong with a plugin, as soon as it is found; may be null. Calls come from several threads.</param>
    /// <param name="before">The engine whose place this one takes: its counts go on, so that they stay those since the start; null for the first.</param>
    /// <exception cref="ArgumentException">Options or settings make no sense; the message lists all that is wrong.</exception>
    public static EngineHost Create(
        AnalysisOptions options,
        WorkerSettings settings,
        IAnalysisStore? store,
        Action<PluginProblem>? report = null,
        EngineHost? before = null
    )
    {
        IReadOnlyList<string> faults = [.. options.Validate(), .. settings.Validate()];
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", faults), nameof(options));
        }

        // The model is part of what made a result: results of another one are stale.
        options = options with
        {
            Tagging = new TaggingOptions { Model = settings.Model.Name },
        };
        var temporary = TempStore.Open(reserveBytes: settings.DiskReserveBytes);

        // A failure to find FFmpeg is not kept: it may be installed while a server runs.
        // It stands back as much as the workers do.
        var decoder = new Lazy<DecodePass>(
            () => new DecodePass(FfmpegLocator.Locate() with { Niceness = settings.Niceness }),
            LazyThreadSafetyMode.PublicationOnly
        );
        AnalyzerGraph graph = PluginCatalog
            .Read(settings.PluginFolder)
            .AddTo(AnalyzerSet.Create(CoreAnalyzers.Create(options)).Graph, out ImmutableArray<PluginProblem> declared);
        var problems = new PluginProblems(report);
        problems.Add(declared);
        WorkerCounts counts = before?._counts ?? new WorkerCounts();
#pragma warning disable CA2000 // They are the host's from here on, which disposes them.
        IFileWorkers workers = settings.InProcess
            ? InProcess(options, settings, graph, problems)
            : new WorkerPool(options, graph, settings, problems, counts);
#pragma warning restore CA2000
        AnalyzerLedger ledger = before?.Ledger ?? new AnalyzerLedger(settings.FailuresUntilSetAside);
        var engine = new AnalysisEngine(options, decoder, temporary, graph, workers, ledger, store);
        var passing = new AnalysisEngine(options, decoder, temporary, graph, workers, ledger, store: null);
        return new EngineHost(engine, passing, graph, workers, (ledger, counts), problems)
        {
            Options = options,
            FilesAtOnce = settings.FilesAtOnce,
        };
    }

    /// <summary>What is wrong with an analyzer of a plugin, as far as it is known; null when nothing is.</summary>
    public string? ProblemOf(AnalyzerDescriptor analyzer) => _problems.Of(analyzer);

    /// <summary>Loads the plugins as an analysis would, so that all that is wrong with them is known.</summary>
    /// <exception cref="WorkerException">No worker can be started.</exception>
    public async Task TryPluginsAsync(CancellationToken cancellationToken) => await _workers.BrokenAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _workers.DisposeAsync();

    private static DirectFileWorkers InProcess(
        AnalysisOptions options,
        WorkerSettings settings,
        AnalyzerGraph graph,
        PluginProblems problems
    )
    {
        var request = new PluginRequest(
            settings.PluginFolder,
            [.. graph.Ordered.Where(a => a.Plugin is not null)],
            ImmutableSortedDictionary<string, string>.Empty
        );
        var loaded = LoadedAnalyzers.Load(options, request, _ => { });
        problems.Add(loaded.Problems);
#pragma warning disable CA2000 // It is the workers' from here on, which dispose it.
        var tagger = new TaggerSource(settings.Model, settings.AnalyzersPerWorker);
#pragma warning restore CA2000
        return new DirectFileWorkers(loaded.Analyzers, CoreAnalyzers.Artifacts(tagger), tagger, settings.AnalyzersPerWorker);
    }
}
