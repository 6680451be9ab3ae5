using AudioSampler.Analysis.Analyzers;
using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;

namespace AudioSampler.Analysis.Engine;

/// <summary>An engine with all that it stands on, for as long as a program runs.</summary>
public sealed class EngineHost : IDisposable
{
    private readonly DirectRegionWorker _worker;

    private EngineHost(AnalysisEngine engine, AnalyzerGraph graph, DirectRegionWorker worker)
    {
        Engine = engine;
        Analyzers = graph;
        _worker = worker;
    }

    /// <summary>The engine.</summary>
    public AnalysisEngine Engine { get; }

    /// <summary>All analyzers.</summary>
    public AnalyzerGraph Analyzers { get; }

    /// <summary>Version of the program.</summary>
    public static string Version => Versioning.ProgramVersion;

    /// <summary>How an analyzer went so far; null before its first run.</summary>
    public AnalyzerHealth? Health(string analyzer) => _worker.Health(analyzer);

    /// <summary>Puts an engine together.</summary>
    /// <param name="options">Options of the analysis.</param>
    /// <param name="store">Where results are kept; null to keep none.</param>
    /// <exception cref="ArgumentException">The options make no sense; the message lists all that is wrong.</exception>
    public static EngineHost Create(AnalysisOptions options, IAnalysisStore? store)
    {
        IReadOnlyList<string> problems = options.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        var temporary = TempStore.Open();

        // A failure to find FFmpeg is not kept: it may be installed while a server runs.
        var decoder = new Lazy<DecodePass>(() => new DecodePass(FfmpegLocator.Locate()), LazyThreadSafetyMode.PublicationOnly);
        var graph = AnalyzerGraph.Create(CoreAnalyzers.Create(options));
        var worker = new DirectRegionWorker(graph, CoreAnalyzers.Artifacts, Environment.ProcessorCount);
        var engine = new AnalysisEngine(options, decoder, temporary, graph, worker, store);
        return new EngineHost(engine, graph, worker);
    }

    /// <inheritdoc/>
    public void Dispose() => _worker.Dispose();
}
