using System.Numerics;
using System.Runtime.InteropServices;

namespace AudioSampler.Audio.Decoding;

/// <summary>Takes NaN and infinities out of a stream of samples.</summary>
internal static class FiniteSamples
{
    /// <summary>Replaces samples that are not numbers by 0.</summary>
    /// <returns>How many there were.</returns>
    public static int Repair(Span<float> samples) => AllFinite(samples) ? 0 : Replace(samples);

    // x · 0 is 0 for every finite x and NaN for all others, and NaN survives every sum.
    private static bool AllFinite(ReadOnlySpan<float> samples)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        Vector<float> sum = Vector<float>.Zero;
        foreach (Vector<float> vector in vectors)
        {
            sum += vector * Vector<float>.Zero;
        }

        float rest = Vector.Sum(sum);
        foreach (float sample in samples[(vectors.Length * Vector<float>.Count)..])
        {
            rest += sample * 0;
        }

        return rest == 0;
    }

    private static int Replace(Span<float> samples)
    {
        int count = 0;
        foreach (ref float sample in samples)
        {
            if (!float.IsFinite(sample))
            {
                sample = 0;
                count++;
            }
        }

        return count;
    }
}
