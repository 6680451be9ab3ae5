namespace AudioSampler.Dsp.Rhythm;

/// <summary>
/// Finds the beats that a listener would tap: those that together have the strongest evidence, with intervals that stay near the expected
/// period and change little from one to the next.
/// </summary>
/// <remarks>
/// Method: a Viterbi search over states (frame of a beat, interval since the last beat). It is the bar-pointer model without bars, in which the tempo changes only at beats, so
/// that a frame costs a few dozen comparisons; with one period and no memory of the last interval it becomes the method of Ellis.
/// References: N. Whiteley, A. T. Cemgil, S. Godsill, "Bayesian modelling of temporal structure in musical audio", ISMIR 2006;
/// D. P. W. Ellis, "Beat tracking by dynamic programming", J. New Music Research 36, 2007.
/// </remarks>
public sealed class BeatTracker
{
    private const int MostPeriods = 64;

    /// <summary>How much two successive intervals resist being different: cost per squared natural logarithm of their ratio.</summary>
    public double Tightness { get; init; } = 300;

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

        using var lattice = new BeatLattice(Steps(periods), evidence.Length, Tightness, Expectation, LargestRatio);
        for (int frame = 0; frame < evidence.Length; frame++)
        {
            lattice.Extend(evidence[frame], Math.Max(4, periods[frame]), frame, firstBeat);
        }

        return lattice.TraceBack(Math.Max(4, periods[^1]));
    }

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
