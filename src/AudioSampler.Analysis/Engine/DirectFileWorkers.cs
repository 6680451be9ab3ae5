using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Engine.Messages;

namespace AudioSampler.Analysis.Engine;

/// <summary>Analyses in this process: in a worker process, and for debugging in the host itself, where nothing holds a fault in native code back.</summary>
/// <param name="analyzers">All analyzers.</param>
/// <param name="providers">Makers of artifacts.</param>
/// <param name="tagger">The tagging network, which is the workers' from here on; null where the makers have none.</param>
/// <param name="parallelism">Largest number of analyzers at work at once, over all files; at least 1.</param>
public sealed class DirectFileWorkers(AnalyzerSet analyzers, ArtifactProviders providers, TaggerSource? tagger, int parallelism)
    : IFileWorkers
{
    private readonly SemaphoreSlim _slots = new(parallelism);

    /// <inheritdoc/>
    public void Prepare()
    {
        // This process is there already.
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<string>> BrokenAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlySet<string>>(analyzers.Broken.ToHashSet(StringComparer.Ordinal));

    /// <inheritdoc/>
    public ValueTask<IFileWorker> OpenAsync(OpenFile file, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // It belongs to the caller.
        return ValueTask.FromResult<IFileWorker>(new DirectFileWorker(file, analyzers, providers, _slots));
#pragma warning restore CA2000
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await analyzers.CloseAsync();
        tagger?.Dispose();
        _slots.Dispose();
    }
}
