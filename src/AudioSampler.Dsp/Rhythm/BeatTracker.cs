namespace AudioSampler.Dsp.Rhythm;

/// <summary>
/// Finds the beats that a listener would tap: those that together have the strongest evidence, with intervals that stay near the expected
/// period and change little from one to the next.
/// </summary>
/// <remarks>
/// Method: a Viterbi search over states (frame of a beat, interval since the last beat). It is the bar-pointer model without bars, in which the tempo changes only at beats, so
/// that a frame costs a few dozen comparisons; with one period and no memory of the last interval it becomes the method of Ellis. The log of the ratio of successive intervals is taken
/// as normally distributed. A loop holds its tempo and a singer does not, so the search is done once for each of several widths, and the most likely beats of all are taken.
/// References: N. Whiteley, A. T. Cemgil, S. Godsill, "Bayesian modelling of temporal structure in musical audio", ISMIR 2006;
/// D. P. W. Ellis, "Beat tracking by dynamic programming", J. New Music Research 36, 2007.
/// </remarks>
public sealed class BeatTracker
{
    private const int MostPeriods = 64;

    /// <summary>
    /// How much two successive intervals may resist being different: cost per squared natural logarithm of their ratio. The values stand for ratios with a standard deviation of 6, 2 and
    /// 1 percent: somebody who plays freely, players together, a machine.
    /// </summary>
    public IReadOnlyList<double> Tightness { get; init; } = [150, 1000, 6000];

    /// <summary>How much an interval resists differing from the expected period, in the same unit.</summary>
    public double Expectation { get; init; } = 10;

    /// <summary>Largest ratio of an interval to the expected period, and of the period to the interval.</summary>
    public double LargestRatio { get; init; } = 1.35;

    /// <summary>Tracks beats.</summary>
    /// <param name="evidence">[frames] evidence for a beat at each frame, such as log odds; gaps between beats count 0.</param>
    /// <param name="periods">[frames] expected frames of a beat around each frame, at least 4.</param>
    /// <param name="firstBeat">Frame of a beat that is known and comes first; null when any may be first.</param>
    /// <returns>Frames of the beats, rising.</returns>
    public int[] Track(ReadOnlySpan<float> evidence, ReadOnlySpan<float> periods, int? firstBeat = null)
    {
        if (periods.Length != evidence.Length)
        {
            throw new ArgumentException("one period for each frame is needed", nameof(periods));
        }

        if (evidence.IsEmpty)
        {
            return [];
        }

        int[] best = [];
        double most = double.NegativeInfinity;
        int[] steps = Steps(periods);
        foreach (double tightness in Tightness)
        {
            using var lattice = new BeatLattice(steps, evidence.Length, tightness, Expectation, LargestRatio);
            double peak = 0;
            for (int frame = 0; frame < evidence.Length; frame++)
            {
                float period = Math.Max(4, periods[frame]);
                lattice.Extend(evidence[frame], period, frame, firstBeat);
                peak += LogPeak(tightness, period) / period;
            }

            (int[] beats, double score) = lattice.TraceBack(Math.Max(4, periods[^1]));
            if (score + peak > most)
            {
                (best, most) = (beats, score + peak);
            }
        }

        return best;
    }

    /// <summary>A tightness, less what is lost by counting in whole frames: two intervals of the same length may be found to differ by one.</summary>
    /// <param name="tightness">One of <see cref="Tightness"/>.</param>
    /// <param name="frames">Frames of an interval.</param>
    internal static double Counted(double tightness, double frames) => 1 / ((1 / tightness) + (1 / (frames * frames)));

    // The log of a normal density at its top, but for a constant: what an even beat is worth to a model that expects it.
    private static double LogPeak(double tightness, double period) => 0.5 * Math.Log(Counted(tightness, period));

    // Intervals in frames: all whole numbers in the range, or about 64 of them spread evenly on a logarithm.
    private int[] Steps(ReadOnlySpan<float> periods)
    {
        double shortest = double.MaxValue;
        double longest = 0;
        foreach (float period in periods)
        {
            shortest = Math.Min(shortest, Math.Max(4, period));
            longest = Math.Max(longest, Math.Max(4, period));
        }

        double low = Math.Max(2, shortest / LargestRatio);
        double high = longest * LargestRatio;
        var steps = new List<int>();
        for (int i = 0; i < MostPeriods; i++)
        {
            int step = (int)Math.Round(low * Math.Pow(high / low, i / (MostPeriods - 1.0)));
            if (steps.Count == 0 || step > steps[^1])
            {
                steps.Add(step);
            }
        }

        return [.. steps];
    }
}
