using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Support;

/// <summary>A region of samples in memory, for analyzers under test. Artifacts come from the providers given, results from those given.</summary>
public sealed class ArrayRegionContext(float[] samples, int sampleRate = 22_050, double startSeconds = 0) : IRegionContext
{
    private readonly Dictionary<Type, object> _providers = [];
    private readonly Dictionary<Type, object> _artifacts = [];
    private readonly Dictionary<Type, object> _outcomes = [];
    private readonly Dictionary<string, AnalyzerRecord> _records = [];

    public FileFacts File { get; } =
        new()
        {
            Name = "test.wav",
            Format = "wav",
            Codec = "pcm_f32le",
            SampleRate = sampleRate,
            Channels = 1,
            DurationS = startSeconds + ((double)samples.Length / sampleRate),
            SizeBytes = samples.Length * 4L,
        };

    public int Index => 0;

    public double StartSeconds => startSeconds;

    public double EndSeconds => startSeconds + ((double)samples.Length / sampleRate);

    public ArrayRegionContext With<T>(IArtifactProvider<T> provider)
        where T : class
    {
        _providers[typeof(T)] = provider;
        return this;
    }

    public ArrayRegionContext With<T>(Outcome<T> outcome)
        where T : class
    {
        _outcomes[typeof(T)] = outcome;
        return this;
    }

    public ArrayRegionContext With(string analyzer, AnalyzerRecord record)
    {
        _records[analyzer] = record;
        return this;
    }

    public ISignal Signal(SignalKind kind) => new ArraySignal(samples, sampleRate, startSeconds);

    public Outcome<T> Consume<T>()
        where T : class =>
        _outcomes.TryGetValue(typeof(T), out object? outcome)
            ? (Outcome<T>)outcome
            : Outcome<T>.Skip(AnalysisErrorCode.InputMissing, $"the test gives no {typeof(T).Name}");

    public AnalyzerRecord? RecordOf(string analyzer) => _records.GetValueOrDefault(analyzer);

    public async Task<T> ArtifactAsync<T>(CancellationToken cancellationToken)
        where T : class
    {
        if (!_artifacts.TryGetValue(typeof(T), out object? artifact))
        {
            artifact = await ((IArtifactProvider<T>)_providers[typeof(T)]).ComputeAsync(this, cancellationToken);
            _artifacts[typeof(T)] = artifact;
        }

        return (T)artifact;
    }
}
