using System.Collections.Immutable;
using AudioSampler.Analysis.Engine;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Engine;

/// <summary>A store that knows what a run that broke off had finished, and remembers what it is told.</summary>
internal sealed class BrokenOffStore(params ImmutableArray<RegionDocument> finished) : IAnalysisStore, IAnalysisGeneration
{
    public ImmutableArray<RegionDocument> Resumed => finished;

    public AnalysisRecipe? Recipe { get; private set; }

    public long? JobId { get; private set; }

    /// <summary>The regions as they were handed over before any result.</summary>
    public IReadOnlyList<RegionDocument> Regions { get; private set; } = [];

    public Task<AnalysisDocument?> FindAsync(FileIdentity identity, CancellationToken cancellationToken) =>
        Task.FromResult<AnalysisDocument?>(null);

    public Task<AnalysisDocument> LinkAsync(FileIdentity identity, FileFacts file, CancellationToken cancellationToken) =>
        throw new NotSupportedException("nothing is known here that could be linked");

    public Task<IAnalysisGeneration> BeginAsync(
        FileIdentity identity,
        FileFacts file,
        AnalysisRecipe recipe,
        long? jobId,
        CancellationToken cancellationToken
    )
    {
        (Recipe, JobId) = (recipe, jobId);
        return Task.FromResult<IAnalysisGeneration>(this);
    }

    public Task<AnalysisDocument> FailAsync(FileIdentity identity, AnalysisDocument document, CancellationToken cancellationToken) =>
        Task.FromResult(document);

    public Task AddRegionsAsync(IReadOnlyList<RegionDocument> regions, CancellationToken cancellationToken)
    {
        Regions = regions;
        return Task.CompletedTask;
    }

    public Task AddAnalysisAsync(int regionIndex, string analyzer, AnalyzerRecord record, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task AdoptWaveformAsync(string temporaryPath, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<AnalysisDocument> CompleteAsync(AnalysisDocument document, CancellationToken cancellationToken) =>
        Task.FromResult(document);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
