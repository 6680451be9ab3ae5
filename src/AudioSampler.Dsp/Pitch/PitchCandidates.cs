using System.Numerics.Tensors;

namespace AudioSampler.Dsp.Pitch;

/// <summary>Finds the pitches that a frame of one voice may have: probabilistic YIN.</summary>
/// <remarks>
/// 1. The squared difference of the frame and itself, shifted by each period, divided by the mean over all shorter periods. 2. For each threshold between 0 and 1 the first dip below it
/// would be YIN's answer, and its probability is the share of the thresholds, weighted by a beta distribution with the mean 0.1, that choose it. References: A. de Cheveigné and H. Kawahara, "YIN", JASA 111
/// (2002); M. Mauch and S. Dixon, "pYIN", ICASSP 2014. One instance serves one thread.
/// </remarks>
public sealed class PitchCandidates
{
    /// <summary>Most candidates of a frame.</summary>
    public const int Most = 12;

    private const int Thresholds = 100;

    /// <summary>What the deepest dip is worth for thresholds that no dip is below.</summary>
    private const double AbsoluteMinimumShare = 0.01;

    /// <summary>Multiples of a period up to this many samples measure it.</summary>
    private const double LongestMultiple = 256;

    private static readonly double[] s_thresholdWeights = Beta(2, 18);

    private readonly int _shortest;
    private readonly int _window;
    private readonly int _sampleRate;
    private readonly float[] _difference;
    private readonly double[] _dips = new double[Most];
    private readonly double[] _periods = new double[Most];

    /// <summary>Makes a finder.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="lowestHz">Lowest pitch.</param>
    /// <param name="highestHz">Highest pitch.</param>
    public PitchCandidates(int sampleRate, double lowestHz = 27, double highestHz = 4300)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lowestHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(highestHz, lowestHz);
        _sampleRate = sampleRate;
        int longest = (int)Math.Ceiling(sampleRate / lowestHz);
        _shortest = Math.Max(2, (int)Math.Floor(sampleRate / highestHz));
        _window = 2 * longest;
        _difference = new float[longest + 2];
        FrameSamples = _window + longest + 1;
    }

    /// <summary>Samples of a frame: three times the longest period.</summary>
    public int FrameSamples { get; }

    /// <summary>Finds the candidates of a frame.</summary>
    /// <param name="frame">[<see cref="FrameSamples"/>], finite.</param>
    /// <param name="candidates">Filled from its start; <see cref="Most"/> long.</param>
    /// <returns>Number of candidates, shortest period first.</returns>
    public int Find(ReadOnlySpan<float> frame, Span<PitchCandidate> candidates)
    {
        ReadOnlySpan<float> still = frame[.._window];
        double sum = 0;
        _difference[0] = 1;
        for (int period = 1; period < _difference.Length; period++)
        {
            float distance = TensorPrimitives.Distance(still, frame.Slice(period, _window));
            double squared = (double)distance * distance;
            sum += squared;
            _difference[period] = sum > 0 ? (float)(squared * period / sum) : 1;
        }

        int count = Dips();
        if (count == 0)
        {
            return 0;
        }

        Span<double> probabilities = stackalloc double[Most];
        Weigh(_dips.AsSpan(0, count), probabilities);
        for (int i = 0; i < count; i++)
        {
            candidates[i] = new PitchCandidate(_sampleRate / _periods[i], probabilities[i]);
        }

        return count;
    }

    /// <summary>The dips that are deeper than all before them, in order of their periods: no threshold chooses another.</summary>
    private int Dips()
    {
        int count = 0;
        for (int period = _shortest; period < _difference.Length - 1 && count < Most; period++)
        {
            float here = _difference[period];
            if (here >= 1 || here > _difference[period - 1] || here >= _difference[period + 1])
            {
                continue;
            }

            (double exact, double depth) = Bottom(period);
            if (count == 0 || depth < _dips[count - 1])
            {
                _periods[count] = Refined(exact);
                _dips[count++] = depth;
            }
        }

        return count;
    }

    /// <summary>The lowest point of the parabola through a dip and its neighbours: a short period seldom falls on a whole sample.</summary>
    private (double Period, double Value) Bottom(int period)
    {
        (double left, double here, double right) = (_difference[period - 1], _difference[period], _difference[period + 1]);
        double bend = left - (2 * here) + right;
        double shift = bend > 1e-12 ? Math.Clamp(0.5 * (left - right) / bend, -0.5, 0.5) : 0;
        return (period + shift, Math.Max(0, here - (0.25 * (left - right) * shift)));
    }

    /// <summary>A short period, measured by the dips at twice, four times … its length, which are as exact as its own.</summary>
    private double Refined(double period)
    {
        double refined = period;
        for (int times = 2; times * refined < Math.Min(LongestMultiple, _difference.Length - 2 - (refined / 4)); times *= 2)
        {
            int from = (int)Math.Round((times * refined) - Math.Max(1, refined / 4));
            int to = (int)Math.Round((times * refined) + Math.Max(1, refined / 4));
            int lowest = from;
            for (int at = from + 1; at <= to; at++)
            {
                lowest = _difference[at] < _difference[lowest] ? at : lowest;
            }

            refined = Bottom(lowest).Period / times;
        }

        return refined;
    }

    private static void Weigh(ReadOnlySpan<double> dips, Span<double> probabilities)
    {
        probabilities.Clear();
        for (int t = 0; t < Thresholds; t++)
        {
            double threshold = (t + 0.5) / Thresholds;
            int first = 0;
            while (first < dips.Length && dips[first] >= threshold)
            {
                first++;
            }

            if (first < dips.Length)
            {
                probabilities[first] += s_thresholdWeights[t];
            }
            else
            {
                probabilities[dips.Length - 1] += AbsoluteMinimumShare * s_thresholdWeights[t];
            }
        }
    }

    private static double[] Beta(double a, double b)
    {
        double[] weights =
        [
            .. Enumerable.Range(0, Thresholds).Select(t => (t + 0.5) / Thresholds).Select(x => Math.Pow(x, a - 1) * Math.Pow(1 - x, b - 1)),
        ];
        double sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }
}
