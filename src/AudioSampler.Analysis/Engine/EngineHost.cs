using AudioSampler.Analysis.Analyzers;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;

namespace AudioSampler.Analysis.Engine;

/// <summary>An engine with all that it stands on, for as long as a program runs.</summary>
public sealed class EngineHost : IAsyncDisposable
{
    private readonly IFileWorkers _workers;

    private EngineHost(AnalysisEngine engine, AnalyzerGraph graph, IFileWorkers workers, AnalyzerLedger ledger)
    {
        Engine = engine;
        Analyzers = graph;
        Ledger = ledger;
        _workers = workers;
    }

    /// <summary>The engine.</summary>
    public AnalysisEngine Engine { get; }

    /// <summary>All analyzers.</summary>
    public AnalyzerGraph Analyzers { get; }

    /// <summary>How analyzers fare.</summary>
    public AnalyzerLedger Ledger { get; }

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
    /// <exception cref="ArgumentException">Options or settings make no sense; the message lists all that is wrong.</exception>
    public static EngineHost Create(AnalysisOptions options, WorkerSettings settings, IAnalysisStore? store)
    {
        IReadOnlyList<string> problems = [.. options.Validate(), .. settings.Validate()];
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        var temporary = TempStore.Open(reserveBytes: settings.DiskReserveBytes);

        // A failure to find FFmpeg is not kept: it may be installed while a server runs.
        var decoder = new Lazy<DecodePass>(() => new DecodePass(FfmpegLocator.Locate()), LazyThreadSafetyMode.PublicationOnly);
        var analyzers = AnalyzerSet.Create(CoreAnalyzers.Create(options));
#pragma warning disable CA2000 // They are the host's from here on, which disposes them.
        IFileWorkers workers = settings.InProcess
            ? new DirectFileWorkers(analyzers, CoreAnalyzers.Artifacts, settings.AnalyzersPerWorker)
            : new WorkerPool(options, analyzers.Graph, settings);
#pragma warning restore CA2000
        var ledger = new AnalyzerLedger(settings.FailuresUntilSetAside);
        var engine = new AnalysisEngine(options, decoder, temporary, analyzers.Graph, workers, ledger, store);
        return new EngineHost(engine, analyzers.Graph, workers, ledger) { FilesAtOnce = settings.FilesAtOnce };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _workers.DisposeAsync();
}
