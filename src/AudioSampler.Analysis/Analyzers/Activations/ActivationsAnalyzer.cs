using AudioSampler.Analysis.Artifacts;
using AudioSampler.Inference;
using AudioSampler.Inference.Tagging;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Activations;

/// <summary>Lets the tagging network hear the region, for all who want to know what is in it; keeps the region's embedding.</summary>
public sealed class ActivationsAnalyzer : IAnalyzer<ActivationsResult>
{
    /// <inheritdoc />
    public AnalyzerInfo Info { get; } =
        new()
        {
            Name = "activations",
            Version = "1.0",
            Description = "The tagging network's ears: what it hears in each half second, and the region's embedding",
            Produces = typeof(ActivationsResult),
            Signals = [SignalKind.Network],
        };

    /// <inheritdoc />
    public async Task<Outcome<ActivationsResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        try
        {
            ActivationSeries series = await region.ArtifactAsync<ActivationSeries>(cancellationToken);
            Tagger tagger = series.Tagger;
            var result = new ActivationsResult
            {
                Model = tagger.Name,
                HopS = ActivationSeries.HopSeconds,
                Labels = tagger.Profile.Labels.Length,
                Embedding = HeardSound.Of(series, ..)?.ToEmbedding(tagger.Name),
                Fallback = tagger.Network.FallbackReason,
            };
            Outcome<ActivationsResult>.Ok outcome = Outcome<ActivationsResult>.Of(result);
            outcome = result.Fallback is null ? outcome.Because("fallback", "it runs where it was asked to") : outcome;
            return result.Embedding is null ? outcome.Because("embedding", "the region is digital silence") : outcome;
        }
        catch (ModelException exception)
        {
            return Outcome<ActivationsResult>.Skip(AnalysisErrorCode.ModelMissing, exception.Message);
        }
    }
}
