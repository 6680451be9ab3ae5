using AudioSampler.Analysis.Analyzers.Key;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Evaluation;

/// <summary>How the field scores keys, tempi, beats and meters; each 0…1.</summary>
/// <remarks>References: MIREX audio key detection; F. Gouyon et al., "An experimental comparison of audio tempo induction algorithms", 2006; M. Davies et al., "Evaluation methods for musical audio beat tracking algorithms", 2009.</remarks>
public static class MusicScores
{
    private const double TempoTolerance = 0.04;
    private const double BeatWindowSeconds = 0.07;
    private static readonly double[] s_multiples = [1, 2, 3, 0.5, 1 / 3.0];

    /// <summary>MIREX weight of a key: 1 when right, 0.5 a fifth off, 0.3 relative, 0.2 parallel.</summary>
    public static double Key(string? found, string truth)
    {
        if (found is null || MusicalKey.Named(found) is not { } estimate || MusicalKey.Named(truth) is not { } reference)
        {
            return 0;
        }

        int interval = (estimate.TonicPitchClass - reference.TonicPitchClass + 12) % 12;
        bool sameMode = estimate.Mode == reference.Mode;
        int relative = reference.Mode == KeyMode.Major ? 9 : 3;
        return sameMode
                ? interval switch
                {
                    0 => 1,
                    5 or 7 => 0.5,
                    _ => 0,
                }
            : interval == relative ? 0.3
            : interval == 0 ? 0.2
            : 0;
    }

    /// <summary>Whether a tempo is within 4 %.</summary>
    public static double Accuracy1(double? found, double truth) => IsNear(found, truth, [1]);

    /// <summary>Whether a tempo is within 4 % of the truth or of its double, triple, half or third.</summary>
    public static double Accuracy2(double? found, double truth) => IsNear(found, truth, s_multiples);

    /// <summary>F-measure of times within 70 ms, each matched once.</summary>
    public static double Beats(IReadOnlyList<double> found, IReadOnlyList<double> truth)
    {
        if (found.Count + truth.Count == 0)
        {
            return 1;
        }

        double[] estimates = [.. found.Order()];
        double[] references = [.. truth.Order()];
        int hits = 0;
        for (int i = 0, j = 0; i < estimates.Length && j < references.Length; )
        {
            double off = estimates[i] - references[j];
            if (Math.Abs(off) <= BeatWindowSeconds + 1e-9)
            {
                (hits, i, j) = (hits + 1, i + 1, j + 1);
            }
            else if (off < 0)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return 2.0 * hits / (found.Count + truth.Count);
    }

    /// <summary>Whether the numerators agree.</summary>
    public static double Meter(string? found, string truth) => found is not null && found.Split('/')[0] == truth.Split('/')[0] ? 1 : 0;

    private static double IsNear(double? found, double truth, double[] factors) =>
        found is { } bpm && factors.Any(factor => Math.Abs(bpm - (truth * factor)) <= TempoTolerance * truth * factor) ? 1 : 0;
}
