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
    private const float Never = -1e30f;

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

        int[] steps = Steps(periods);
        float[,] change = Changes(steps);
        float[] score = new float[evidence.Length * steps.Length];
        byte[] from = new byte[evidence.Length * steps.Length];
        for (int frame = 0; frame < evidence.Length; frame++)
        {
            Extend(evidence[frame], periods[frame], frame, firstBeat, steps, change, score, from);
        }

        return TraceBack(evidence.Length, steps, score, from, periods[^1]);
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

    private float[,] Changes(int[] steps)
    {
        float[,] change = new float[steps.Length, steps.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            for (int j = 0; j < steps.Length; j++)
            {
                double ratio = Math.Log((double)steps[i] / steps[j]);
                change[i, j] = (float)(-Tightness * ratio * ratio);
            }
        }

        return change;
    }

    private void Extend(float evidence, float period, int frame, int? firstBeat, int[] steps, float[,] change, float[] score, byte[] from)
    {
        for (int i = 0; i < steps.Length; i++)
        {
            int state = (frame * steps.Length) + i;
            int before = frame - steps[i];
            double ratio = Math.Log(steps[i] / Math.Max(4, period));
            float best =
                firstBeat is null && before < 0 ? 0
                : frame == firstBeat ? 0
                : Never;
            byte choice = byte.MaxValue; // no beat before
            if (before >= 0)
            {
                ReadOnlySpan<float> past = score.AsSpan(before * steps.Length, steps.Length);
                for (int j = 0; j < past.Length; j++)
                {
                    float candidate = past[j] + change[i, j];
                    if (candidate > best)
                    {
                        best = candidate;
                        choice = (byte)j;
                    }
                }
            }

            // An interval counts by its length, so that many short ones are not better than few long ones.
            float weight = steps[i] / Math.Max(4, period);
            bool outside = Math.Abs(ratio) > Math.Log(LargestRatio) + 0.05;
            score[state] = outside && choice != byte.MaxValue ? Never : best + (weight * evidence) - (float)(Expectation * ratio * ratio);
            from[state] = choice;
        }
    }

    private static int[] TraceBack(int frames, int[] steps, float[] score, byte[] from, float lastPeriod)
    {
        int best = -1;
        int first = Math.Max(0, frames - (int)Math.Ceiling(lastPeriod));
        for (int state = first * steps.Length; state < score.Length; state++)
        {
            if (best < 0 || score[state] > score[best])
            {
                best = state;
            }
        }

        var beats = new List<int>();
        int frame = best / steps.Length;
        int step = best % steps.Length;
        while (true)
        {
            beats.Add(frame);
            byte choice = from[(frame * steps.Length) + step];
            if (choice == byte.MaxValue)
            {
                break;
            }

            frame -= steps[step];
            step = choice;
        }

        beats.Reverse();
        return [.. beats];
    }
}
