using System.Collections.Concurrent;
using System.Collections.Immutable;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>One region with its signals, the results so far, and the artifacts made for it.</summary>
internal sealed class RegionContext(
    FileFacts file,
    RegionDocument region,
    Func<SignalKind, ISignal> signals,
    ArtifactProviders providers,
    AnalyzerSet analyzers,
    CancellationToken regionToken
) : IRegionContext
{
    private readonly ConcurrentDictionary<string, AnalyzerRun> _runs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Type, Lazy<object>> _artifacts = new();

    public FileFacts File => file;

    public int Index => region.Index;

    public double StartSeconds => region.StartS;

    public double EndSeconds => region.EndS;

    /// <summary>Folder of the temporary store that holds the decoded file, for what a bridge has to read.</summary>
    public required string StoreFolder { get; init; }

    public ISignal Signal(SignalKind kind) => signals(kind);

    public Outcome<T> Consume<T>()
        where T : class =>
        analyzers.ProducerOf(typeof(T)) is { } producer && _runs.TryGetValue(producer, out AnalyzerRun? run)
            ? run.Outcome as Outcome<T> ?? RecordedOutcome.Of<T>(run.Record)
            : throw new InvalidOperationException($"{typeof(T).Name} is not among what this analyzer declares in Consumes");

    public Task<T> ArtifactAsync<T>(CancellationToken cancellationToken)
        where T : class
    {
        // Made under the region's own token: the time limit of the analyzer that asks first must not take the artifact from the others.
        var made =
            (Task<T>)
                _artifacts
                    .GetOrAdd(typeof(T), _ => new Lazy<object>(() => Task.Run(() => providers.Get<T>().ComputeAsync(this, regionToken))))
                    .Value;
        return made.WaitAsync(cancellationToken);
    }

    /// <summary>Hands what a finished analyzer had to say to those who consume it.</summary>
    public void Add(string analyzer, AnalyzerRun run) => _runs[analyzer] = run;

    /// <inheritdoc/>
    public AnalyzerRecord? RecordOf(string analyzer) => _runs.GetValueOrDefault(analyzer)?.Record;

    /// <summary>State of each result that an analyzer consumes.</summary>
    public ImmutableSortedDictionary<string, InputStatus> InputsOf(AnalyzerDescriptor analyzer) =>
        AnalyzerRecords.InputsOf(analyzer, RecordOf);

    /// <summary>File and position, for messages.</summary>
    public string Describe() => AnalyzerRecords.Describe(file, region);
}
