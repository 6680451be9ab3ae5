using System.Diagnostics.Metrics;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>Counts and times what this process does, as <c>System.Diagnostics.Metrics</c> instruments that are named as Prometheus has it. Nobody listening, they cost next to nothing.</summary>
public static class EngineMetrics
{
    /// <summary>Name of every meter of this program.</summary>
    public const string MeterName = "AudioSampler";

    /// <summary>First part of the name of every instrument.</summary>
    public const string Prefix = "audiosampler_";

    private const string Second = "s";

    private static readonly double[] s_secondsOfAnalysis = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    private static readonly double[] s_secondsOfDecoding = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
    private static readonly double[] s_secondsOfSearch = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

    /// <summary>The meter of the engine.</summary>
    public static Meter Meter { get; } = new(MeterName, Versioning.ProgramVersion);

    private static readonly Counter<long> s_files = NewCounter<long>(
        "files_total",
        "{file}",
        "Files by status: complete, partial, failed, or unchanged when the result stood in the catalogue."
    );

    private static readonly Counter<double> s_audio = NewCounter<double>("audio_seconds_total", Second, "Seconds of sound analysed.");

    private static readonly Counter<long> s_regions = NewCounter<long>("regions_total", "{region}", "Regions analysed.");

    private static readonly Counter<long> s_analyses = NewCounter<long>(
        "analyses_total",
        "{analysis}",
        "Analyses of regions by analyzer and outcome: ok, skipped or failed."
    );

    private static readonly Histogram<double> s_analysisSeconds = NewHistogram(
        "analysis_duration_seconds",
        "Time that an analyzer took for a region.",
        s_secondsOfAnalysis
    );

    private static readonly Histogram<double> s_decodeSeconds = NewHistogram(
        "decode_duration_seconds",
        "Time that decoding a file took, with all that is measured meanwhile.",
        s_secondsOfDecoding
    );

    private static readonly Histogram<double> s_searchSeconds = NewHistogram(
        "search_duration_seconds",
        "Time that a search of the catalogue took.",
        s_secondsOfSearch
    );

    private static readonly Counter<long> s_workerStarts = NewCounter<long>(
        "worker_starts_total",
        "{process}",
        "Worker processes started."
    );

    private static readonly Counter<long> s_workerDeaths = NewCounter<long>(
        "worker_deaths_total",
        "{process}",
        "Worker processes lost by cause: crashed, timed_out or out_of_memory."
    );

    /// <summary>A search of the catalogue is done.</summary>
    public static void Searched(TimeSpan elapsed) => s_searchSeconds.Record(elapsed.TotalSeconds);

    /// <summary>A file was analysed, or could not be.</summary>
    internal static void FileDone(AnalysisDocument document)
    {
        s_files.Add(1, Tag("status", NameOf(document.Status)));
        s_audio.Add(document.File?.DurationS ?? 0);
        s_regions.Add(document.Regions.Length);
    }

    /// <summary>A file's result stood in the catalogue already.</summary>
    internal static void FileUnchanged() => s_files.Add(1, Tag("status", "unchanged"));

    /// <summary>A file was decoded.</summary>
    internal static void Decoded(TimeSpan elapsed) => s_decodeSeconds.Record(elapsed.TotalSeconds);

    /// <summary>An analyzer is done with a region.</summary>
    internal static void Analysed(string analyzer, AnalyzerRecord record)
    {
        s_analyses.Add(1, Tag("analyzer", analyzer), Tag("outcome", NameOf(record.Status)));
        if (record.ElapsedMs is { } milliseconds)
        {
            s_analysisSeconds.Record(milliseconds / 1000.0, Tag("analyzer", analyzer));
        }
    }

    /// <summary>A worker process was started.</summary>
    internal static void WorkerStarted() => s_workerStarts.Add(1);

    /// <summary>A worker process is no more, and nobody had dismissed it.</summary>
    internal static void WorkerDied(DeathCause cause) => s_workerDeaths.Add(1, Tag("cause", NameOf(cause)));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private static Counter<T> NewCounter<T>(string name, string unit, string description)
        where T : struct => Meter.CreateCounter<T>(Prefix + name, unit, description);

    private static Histogram<double> NewHistogram(string name, string description, double[] upperBounds) =>
        Meter.CreateHistogram(
            Prefix + name,
            Second,
            description,
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = upperBounds }
        );

    private static string NameOf(AnalysisStatus status) =>
        status switch
        {
            AnalysisStatus.Complete => "complete",
            AnalysisStatus.Partial => "partial",
            _ => "failed",
        };

    private static string NameOf(OutcomeStatus status) =>
        status switch
        {
            OutcomeStatus.Ok => "ok",
            OutcomeStatus.Skipped => "skipped",
            _ => "failed",
        };

    private static string NameOf(DeathCause cause) =>
        cause switch
        {
            DeathCause.TimedOut => "timed_out",
            DeathCause.OutOfMemory => "out_of_memory",
            _ => "crashed",
        };
}
