using System.Numerics.Tensors;

namespace AudioSampler.Dsp.Rhythm;

/// <summary>Picks onsets: frames that are the loudest around and stand out from what is near.</summary>
/// <remarks>Reference: S. Böck, F. Krebs, M. Schedl, "Evaluating the online capabilities of onset detection methods", ISMIR 2012.</remarks>
public static class OnsetPeaks
{
    /// <summary>Finds the onsets of a series.</summary>
    /// <param name="strength">Onset strength by frame.</param>
    /// <param name="frameRateHz">Frames per second.</param>
    /// <param name="threshold">Rise above the mean of the 0.2 s around that an onset needs, in standard deviations of the whole series.</param>
    /// <returns>Frames, rising.</returns>
    public static int[] Pick(ReadOnlySpan<float> strength, double frameRateHz, double threshold = 0.5)
    {
        var peaks = new List<int>();
        if (strength.IsEmpty)
        {
            return [];
        }

        int near = Math.Max(1, (int)Math.Round(0.03 * frameRateHz));
        int around = Math.Max(2, (int)Math.Round(0.1 * frameRateHz));
        float needed = (float)threshold * TensorPrimitives.StdDev(strength);
        for (int i = 0; i < strength.Length; i++)
        {
            float here = strength[i];
            int from = Math.Max(0, i - near);
            if (
                !(here > 1e-9f)
                || here < TensorPrimitives.Max(strength[from..Math.Min(strength.Length, i + near + 1)])
                || (peaks.Count > 0 && i - peaks[^1] <= near)
            )
            {
                continue;
            }

            ReadOnlySpan<float> context = strength[Math.Max(0, i - around)..Math.Min(strength.Length, i + around + 1)];
            if (here - (TensorPrimitives.Sum(context) / context.Length) >= needed)
            {
                peaks.Add(i);
            }
        }

        return [.. peaks];
    }
}
