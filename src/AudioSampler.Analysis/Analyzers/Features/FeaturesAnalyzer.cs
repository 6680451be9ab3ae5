using AudioSampler.Analysis.Artifacts;
using AudioSampler.Dsp.Rhythm;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Features;

/// <summary>Statistics of the signal over a region: level, spectral shape, cepstrum, onsets, chroma.</summary>
public sealed class FeaturesAnalyzer : IAnalyzer<FeaturesResult>
{
    private const double ShortestSecondsForRate = 0.5;

    /// <inheritdoc />
    public AnalyzerInfo Info { get; } =
        new()
        {
            Name = "features",
            Version = "1.0",
            Description = "Statistics of level, spectrum, cepstrum, onsets and chroma",
            Produces = typeof(FeaturesResult),
            Signals = [SignalKind.Analysis],
        };

    /// <inheritdoc />
    public async Task<Outcome<FeaturesResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        FeatureSeries series = await region.ArtifactAsync<FeatureSeries>(cancellationToken);
        if (series.Count == 0)
        {
            return Outcome<FeaturesResult>.Skip(AnalysisErrorCode.TooShort, "the region has no samples");
        }

        ChromaSeries chroma = await region.ArtifactAsync<ChromaSeries>(cancellationToken);
        OnsetSeries onsets = await region.ArtifactAsync<OnsetSeries>(cancellationToken);
        bool pitched = chroma.MeanChroma.Any(value => value > 0);
        FeatureTotals totals = series.Totals;
        var result = new FeaturesResult
        {
            DurationS = region.EndSeconds - region.StartSeconds,
            RmsDb = totals.RmsDb,
            CentroidHz = totals.CentroidHz,
            RolloffHz = totals.RolloffHz,
            Flatness = totals.Flatness,
            ZeroCrossingRate = totals.ZeroCrossingRate,
            OnsetStrength = totals.OnsetStrengthDb,
            MfccMean = [.. totals.Mfcc.Select(m => m.Mean)],
            MfccStd = [.. totals.Mfcc.Select(m => m.Std)],
            OnsetRateHz = OnsetRate(onsets, series.DurationSeconds),
            ChromaMean = pitched ? [.. chroma.MeanChroma.Select(value => (double)value)] : [],
        };
        Outcome<FeaturesResult>.Ok outcome = Outcome<FeaturesResult>.Of(result);
        outcome = result.OnsetRateHz is null ? outcome.Because("onset_rate_hz", "the region is too short") : outcome;
        outcome = pitched ? outcome : outcome.Because("chroma_mean", "nothing pitched sounds");
        return totals.Frames > 0 ? outcome : Silent(outcome);
    }

    /// <summary>Onsets a second; null for less than half a second, where one more or less would say nothing.</summary>
    private static double? OnsetRate(OnsetSeries onsets, double seconds) =>
        seconds < ShortestSecondsForRate ? null : OnsetPeaks.Pick(onsets.Frames.Full, onsets.Frames.FrameRateHz).Length / seconds;

    private static Outcome<FeaturesResult>.Ok Silent(Outcome<FeaturesResult>.Ok outcome)
    {
        foreach (string field in (string[])["rms_db", "centroid_hz", "rolloff_hz", "flatness", "zero_crossing_rate", "onset_strength"])
        {
            outcome = outcome.Because(field, "the region is digital silence");
        }

        return outcome;
    }
}
