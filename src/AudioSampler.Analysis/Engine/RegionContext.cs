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
    AnalyzerGraph graph,
    CancellationToken regionToken
) : IRegionContext
{
    private readonly ConcurrentDictionary<Type, object> _outcomes = new();
    private readonly ConcurrentDictionary<Type, Lazy<object>> _artifacts = new();

    public FileFacts File => file;

    public int Index => region.Index;

    public double StartSeconds => region.StartS;

    public double EndSeconds => region.EndS;

    public ISignal Signal(SignalKind kind) => signals(kind);

    public Outcome<T> Consume<T>()
        where T : class =>
        _outcomes.TryGetValue(typeof(T), out object? outcome)
            ? (Outcome<T>)outcome
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

    /// <summary>Hands the outcome of a finished analyzer to those who consume it.</summary>
    public void Add(Type result, object outcome) => _outcomes[result] = outcome;

    /// <summary>State of each result that an analyzer consumes.</summary>
    public ImmutableSortedDictionary<string, InputStatus> InputsOf(AnalyzerInfo info) =>
        info.Consumes.ToImmutableSortedDictionary(
            result => graph.ProducerOf(result).Info.Name,
            result =>
                _outcomes[result].GetType().Name switch
                {
                    nameof(Outcome<object>.Ok) => InputStatus.Ok,
                    nameof(Outcome<object>.Failed) => InputStatus.Failed,
                    _ => InputStatus.Skipped,
                },
            StringComparer.Ordinal
        );

    /// <summary>File and position, for messages.</summary>
    public string Describe() => $"{file.Name}, region {region.Index + 1} ({region.StartS:0.0}-{region.EndS:0.0} s)";
}
