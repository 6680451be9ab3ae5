using System.Numerics.Tensors;
using AudioSampler.Dsp.Rhythm;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>
/// What a stretch of onset strength says of each tempo of the grid: how periodic each series is at the beat and at its multiples and
/// divisions, how strong the beat's frequency and its relatives are, and how many onsets a beat would hold.
/// </summary>
internal sealed class TempoEvidence
{
    /// <summary>Longest stretch looked at in one go: 24 s.</summary>
    public const int MostFrames = 2048;

    /// <summary>Lags looked at, in beats: divisions tell simple from compound, multiples tell the bar.</summary>
    private static readonly double[] Multiples = [0.25, 1 / 3.0, 0.5, 2 / 3.0, 0.75, 1, 4 / 3.0, 1.5, 2, 3, 4, 6, 8];
    private static readonly double[] Harmonics = [0.25, 1 / 3.0, 0.5, 1, 1.5, 2, 3, 4];
    private static readonly int[] SpectrumSeries = [0, 1, 4];
    private const double Tolerance = 0.018;

    /// <summary>Numbers for each tempo.</summary>
    public static int FeatureCount { get; } = (5 * Multiples.Length) + (SpectrumSeries.Length * Harmonics.Length) + 6;

    private readonly PeriodicityAnalysis[] _periodicity = [.. Enumerable.Range(0, 5).Select(_ => new PeriodicityAnalysis(MostFrames))];

    /// <summary>Looks at a stretch.</summary>
    /// <param name="frames">The region.</param>
    /// <param name="from">First frame.</param>
    /// <param name="count">Frames, up to <see cref="MostFrames"/>.</param>
    /// <param name="features">[TempoGrid.Count x FeatureCount], filled.</param>
    public void Compute(OnsetFrames frames, int from, int count, Span<float> features)
    {
        int meanFrames = (int)Math.Round(frames.FrameRateHz);
        for (int s = 0; s < _periodicity.Length; s++)
        {
            _periodicity[s].Compute(frames[s].Slice(from, count), s == 4 ? 8 * meanFrames : meanFrames);
        }

        ReadOnlySpan<float> full = frames.Full.Slice(from, count);
        double seconds = count / frames.FrameRateHz;
        double onsets = OnsetPeaks.Pick(full, frames.FrameRateHz).Length / seconds;
        double lowOnsets = OnsetPeaks.Pick(frames.Low.Slice(from, count), frames.FrameRateHz).Length / seconds;
        float mean = Math.Max(1e-6f, TensorPrimitives.Sum(full) / count);
        float peakiness = TensorPrimitives.StdDev(full) / mean;
        for (int i = 0; i < TempoGrid.Count; i++)
        {
            double bpm = TempoGrid.Bpm(i);
            double beatFrames = frames.FrameRateHz * 60 / bpm;
            Span<float> row = features.Slice(i * FeatureCount, FeatureCount);
            int f = 0;
            foreach (PeriodicityAnalysis periodicity in _periodicity)
            {
                foreach (double multiple in Multiples)
                {
                    row[f++] = CorrelationAt(periodicity.Correlation, beatFrames * multiple);
                }
            }

            foreach (int s in SpectrumSeries)
            {
                foreach (double harmonic in Harmonics)
                {
                    row[f++] = PowerAt(_periodicity[s], harmonic / beatFrames);
                }
            }

            row[f++] = (float)Math.Log2(bpm / 90);
            row[f++] = (float)Math.Log2(Math.Max(0.05, onsets * 60 / bpm));
            row[f++] = (float)Math.Log2(Math.Max(0.05, lowOnsets * 60 / bpm));
            row[f++] = peakiness;
            row[f++] = (float)Math.Log2(seconds / 10);
            row[f] = 10 * TensorPrimitives.Sum(frames.Harmonic.Slice(from, count)) / count;
        }
    }

    // The largest near the lag; 0 where the stretch is too short to tell.
    private static float CorrelationAt(ReadOnlySpan<float> correlation, double lag)
    {
        if (lag + 1 >= 0.7 * correlation.Length)
        {
            return 0;
        }

        int floor = (int)lag;
        float best = correlation[floor] + ((float)(lag - floor) * (correlation[floor + 1] - correlation[floor]));
        int last = (int)(lag * (1 + Tolerance));
        for (int i = (int)Math.Ceiling(lag * (1 - Tolerance)); i <= last && i < correlation.Length; i++)
        {
            best = Math.Max(best, correlation[i]);
        }

        return best;
    }

    private static float PowerAt(PeriodicityAnalysis periodicity, double cyclesPerFrame)
    {
        double bin = cyclesPerFrame * periodicity.FftLength;
        int first = Math.Max(0, (int)Math.Round(bin * (1 - Tolerance)));
        int last = Math.Min(periodicity.Power.Length - 1, (int)Math.Round(bin * (1 + Tolerance)));
        return first > last ? 0 : MathF.Log(1 + TensorPrimitives.Max<float>(periodicity.Power.AsSpan(first, last - first + 1)));
    }
}
