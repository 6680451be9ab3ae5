using System.Numerics;

namespace AudioSampler.Dsp.Spectral;

/// <summary>How often a signal changes its sign.</summary>
public static class ZeroCrossings
{
    /// <summary>Number of neighbouring samples of which one is negative and the other is not. 0, −0 and NaN are not negative.</summary>
    /// <param name="samples">Any number of samples. For blocks of a longer signal, let each begin with the last sample of the one before.</param>
    public static int Count(ReadOnlySpan<float> samples)
    {
        int i = 0;
        // A comparison that holds is −1 in its lane.
        Vector<int> counts = Vector<int>.Zero;
        for (; i + Vector<float>.Count < samples.Length; i += Vector<float>.Count)
        {
            Vector<int> negative = Vector.LessThan(new Vector<float>(samples[i..]), Vector<float>.Zero);
            Vector<int> nextNegative = Vector.LessThan(new Vector<float>(samples[(i + 1)..]), Vector<float>.Zero);
            counts -= negative ^ nextNegative;
        }

        int crossings = Vector.Sum(counts);
        for (; i + 1 < samples.Length; i++)
        {
            crossings += samples[i] < 0 != samples[i + 1] < 0 ? 1 : 0;
        }

        return crossings;
    }

    /// <summary>Share of neighbouring samples whose sign differs.</summary>
    /// <param name="samples">Any number of samples.</param>
    /// <returns>0…1; null for fewer than two samples.</returns>
    public static double? Rate(ReadOnlySpan<float> samples) => samples.Length < 2 ? null : (double)Count(samples) / (samples.Length - 1);
}
