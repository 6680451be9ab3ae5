using System.Numerics.Tensors;
using AudioSampler.Dsp.Rhythm;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>
/// Onset strength of a stretch, each series in units of its mean over the eight seconds around and compressed by a logarithm, so that a
/// quiet passage speaks as clearly as a loud one; and the same with each value replaced by the largest of the five frames around it.
/// </summary>
internal sealed class RhythmSeries
{
    public const int SeriesCount = 5;
    private const double ContextSeconds = 8;
    private const int Reach = 2;

    private readonly float[][] _values = new float[SeriesCount][];
    private readonly float[][] _largest = new float[SeriesCount][];

    public RhythmSeries(OnsetFrames frames, int from, int count)
    {
        FirstFrame = from;
        Count = count;
        FrameRateHz = frames.FrameRateHz;
        int half = (int)(ContextSeconds / 2 * frames.FrameRateHz);
        for (int s = 0; s < SeriesCount; s++)
        {
            _values[s] = Normalize(frames[s], from, count, half);
            _largest[s] = Largest(_values[s]);
        }
    }

    /// <summary>Frame of the region that is frame 0 here.</summary>
    public int FirstFrame { get; }

    /// <summary>Number of frames.</summary>
    public int Count { get; }

    public double FrameRateHz { get; }

    /// <summary>Value at a frame; 0 outside.</summary>
    public float At(int series, int frame) => (uint)frame < (uint)Count ? _values[series][frame] : 0;

    /// <summary>The largest value of the five frames around a frame; 0 outside.</summary>
    public float LargestNear(int series, int frame) => (uint)frame < (uint)Count ? _largest[series][frame] : 0;

    private static float[] Normalize(ReadOnlySpan<float> series, int from, int count, int half)
    {
        float[] result = new float[count];
        float overall = series.IsEmpty ? 0 : TensorPrimitives.Sum(series.Slice(from, count)) / count;
        double sum = 0;
        int left = Math.Max(0, from - half);
        int right = left;
        for (int i = 0; i < count; i++)
        {
            for (; right < Math.Min(series.Length, from + i + half + 1); right++)
            {
                sum += series[right];
            }

            for (; left < from + i - half; left++)
            {
                sum -= series[left];
            }

            // A tenth of the overall mean keeps a pause from being blown up to full size.
            double mean = Math.Max(sum / (right - left), 0.1 * overall) + 1e-7;
            result[i] = (float)Math.Log(1 + (series[from + i] / mean));
        }

        return result;
    }

    private static float[] Largest(float[] values)
    {
        float[] largest = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int first = Math.Max(0, i - Reach);
            largest[i] = TensorPrimitives.Max<float>(values.AsSpan(first, Math.Min(values.Length, i + Reach + 1) - first));
        }

        return largest;
    }
}
