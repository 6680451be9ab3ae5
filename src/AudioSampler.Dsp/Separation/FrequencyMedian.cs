using System.Numerics;

namespace AudioSampler.Dsp.Separation;

/// <summary>The median of each bin over the bins around, with the spectrum mirrored at its ends (the outermost bin repeated).</summary>
/// <remarks>
/// Neighbouring bins are computed side by side: the lower half of the window is kept sorted while its values come in. Values that are
/// not finite have to be removed before.
/// </remarks>
internal sealed class FrequencyMedian
{
    private readonly int length;
    private readonly int half;
    private readonly int binCount;
    private readonly float[] padded;
    private readonly float[] medians;
    private readonly Vector<float>[] lower;

    /// <summary>Makes the filter over an odd number of bins.</summary>
    public FrequencyMedian(int binCount, int length)
    {
        this.binCount = binCount;
        this.length = length;
        half = length / 2;
        int vector = Vector<float>.Count;
        int whole = (binCount + vector - 1) / vector * vector;
        padded = new float[whole + length];
        medians = new float[whole];
        lower = new Vector<float>[half + 1];
    }

    /// <summary>The medians of a spectrum, valid until the next call.</summary>
    public ReadOnlySpan<float> Apply(ReadOnlySpan<float> spectrum)
    {
        spectrum.CopyTo(padded.AsSpan(half));
        for (int i = 1; i <= half; i++)
        {
            padded[half - i] = spectrum[Mirror(-i)];
            padded[half + binCount + i - 1] = spectrum[Mirror(binCount + i - 1)];
        }

        for (int bin = 0; bin < binCount; bin += Vector<float>.Count)
        {
            MedianOf(padded.AsSpan(bin)).CopyTo(medians, bin);
        }

        return medians.AsSpan(0, binCount);
    }

    private int Mirror(int bin)
    {
        int period = 2 * binCount;
        int place = ((bin % period) + period) % period;
        return place < binCount ? place : period - 1 - place;
    }

    private Vector<float> MedianOf(ReadOnlySpan<float> from)
    {
        Span<Vector<float>> sorted = lower;
        sorted.Fill(new Vector<float>(float.PositiveInfinity));
        for (int offset = 0; offset < length; offset++)
        {
            // Of the window only the half + 1 smallest are kept: the largest of them is the median in the end.
            Vector<float> value = new(from[offset..]);
            int last = Math.Min(offset, half);
            for (int rank = 0; rank <= last; rank++)
            {
                Vector<float> here = sorted[rank];
                sorted[rank] = Vector.Min(here, value);
                value = Vector.Max(here, value);
            }
        }

        return sorted[half];
    }
}
