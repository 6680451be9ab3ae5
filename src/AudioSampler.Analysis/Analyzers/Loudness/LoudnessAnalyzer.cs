using System.Collections.Immutable;
using AudioSampler.Dsp.Loudness;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Loudness;

/// <summary>Loudness of a region after EBU R 128, from the loudness blocks that were measured on the original samples while the file was decoded.</summary>
/// <remarks>
/// The artifact <see cref="LoudnessBlocks"/> has the blocks of the region; nothing is measured here but gates, sums and percentiles, see
/// <see cref="GatedLoudness"/>. A region begins and ends at the nearest border of a block of 0.1 s.
/// </remarks>
public sealed class LoudnessAnalyzer : IAnalyzer<LoudnessResult>
{
    private const string TooShort = "too short";
    private const string BelowGate = "below the gate";

    /// <inheritdoc />
    public AnalyzerInfo Info { get; } =
        new()
        {
            Name = "loudness",
            Version = "1.0",
            Description = "Integrated loudness, loudness range, true peak and loudness over time after EBU R 128.",
            Produces = typeof(LoudnessResult),
        };

    /// <inheritdoc />
    public async Task<Outcome<LoudnessResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        LoudnessBlocks blocks = await region.ArtifactAsync<LoudnessBlocks>(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        var result = new LoudnessResult
        {
            IntegratedLufs = GatedLoudness.Integrated(blocks.Energies),
            LoudnessRangeLu = GatedLoudness.Range(blocks.Energies),
            TruePeakDbtp = blocks.TruePeakDbtp,
            ShortTermMaxLufs = GatedLoudness.Largest(blocks.Energies, GatedLoudness.ShortTermBlocks),
            Curve = Curve(blocks),
        };

        string noMomentary = blocks.Count < GatedLoudness.MomentaryBlocks ? TooShort : BelowGate;
        string noShortTerm = blocks.Count < GatedLoudness.ShortTermBlocks ? TooShort : BelowGate;
        Outcome<LoudnessResult>.Ok outcome = Outcome<LoudnessResult>.Of(result);
        outcome = result.IntegratedLufs is null ? outcome.Because("integrated_lufs", noMomentary) : outcome;
        outcome = result.LoudnessRangeLu is null ? outcome.Because("loudness_range_lu", noShortTerm) : outcome;
        outcome = result.TruePeakDbtp is null ? outcome.Because("true_peak_dbtp", "digital silence") : outcome;
        outcome = result.ShortTermMaxLufs is null ? outcome.Because("short_term_max_lufs", noShortTerm) : outcome;
        return result.Curve is null ? outcome.Because("curve", TooShort) : outcome;
    }

    private static LoudnessCurve? Curve(LoudnessBlocks blocks)
    {
        int count = GatedLoudness.WindowCount(blocks.Energies, GatedLoudness.MomentaryBlocks);
        if (count == 0)
        {
            return null;
        }

        double[] windows = new double[count];
        GatedLoudness.Windows(blocks.Energies, GatedLoudness.MomentaryBlocks, windows);
        ImmutableArray<double?>.Builder lufs = ImmutableArray.CreateBuilder<double?>(count);
        foreach (double window in windows)
        {
            // A hundredth of an LU is ten times finer than any meter shows, and keeps the document small.
            lufs.Add(double.IsNegativeInfinity(window) ? null : Math.Round(window, 2));
        }

        return new LoudnessCurve(blocks.BlockSeconds, lufs.MoveToImmutable());
    }
}
