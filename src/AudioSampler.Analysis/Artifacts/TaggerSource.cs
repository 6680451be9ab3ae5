using AudioSampler.Inference;
using AudioSampler.Inference.Store;
using AudioSampler.Inference.Tagging;

namespace AudioSampler.Analysis.Artifacts;

/// <summary>The tagging network of this process: opened when it is first needed, shared by all regions.</summary>
/// <param name="model">Which one.</param>
/// <param name="parallelism">Calls of it that may be at work at once, at least 1.</param>
public sealed class TaggerSource(ModelFile model, int parallelism) : IDisposable
{
    private readonly Lazy<Tagger> _tagger = new(
        () => TaggerLoader.Open(model, Math.Max(1, parallelism)),
        LazyThreadSafetyMode.ExecutionAndPublication
    );

    /// <summary>Calls of the network that may be at work at once.</summary>
    public int Parallelism { get; } = Math.Max(1, parallelism);

    /// <summary>Name of the model.</summary>
    public string Name => model.Name;

    /// <summary>The network.</summary>
    /// <exception cref="ModelException">It can't be opened; the message says what to do.</exception>
    public Tagger Open() => _tagger.Value;

    /// <summary>Begins to open it, so that it is ready when it is needed. What goes wrong is told to whoever needs it.</summary>
    public void Prepare() => _ = Task.Run(() => _tagger.Value);

    /// <inheritdoc />
    public void Dispose()
    {
        if (_tagger.IsValueCreated)
        {
            _tagger.Value.Dispose();
        }
    }
}
