using System.Numerics.Tensors;
using AudioSampler.Analysis.Artifacts;

namespace AudioSampler.Analysis.Analyzers.Classification;

/// <summary>
/// What the networks of kinds look at: statistics of a stretch of a <see cref="FeatureSeries"/>. None depends on the loudness of the
/// recording, only on its course.
/// </summary>
public static class KindStatistics
{
    /// <summary>Longest stretch that is summed up at once, in blocks (about 12 s); a longer one is cut by its user.</summary>
    public const int MaximumBlocks = 130;

    /// <summary>Number of values.</summary>
    public const int Count = (2 * Averaged) + 2 + EnvelopeStatistics.Count + PitchStatistics.Count;

    internal const int Averaged = FeatureLayout.PitchStrengths - FeatureLayout.Mfcc;

    /// <summary>Blocks this far below the loudest one tell of the room, not of the sound.</summary>
    private const float AudibleRangeDb = 40;

    /// <summary>Sums up a stretch.</summary>
    /// <param name="series">The series.</param>
    /// <param name="first">First block.</param>
    /// <param name="count">Number of blocks, 1 to <see cref="MaximumBlocks"/>.</param>
    /// <param name="statistics">[<see cref="Count"/>], all finite.</param>
    /// <returns>False when the stretch is digital silence; the statistics are 0 then.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The stretch is empty, too long, or reaches beyond the series.</exception>
    public static bool Measure(FeatureSeries series, int first, int count, Span<float> statistics)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Math.Min(MaximumBlocks, series.Count - first));
        Span<float> values = statistics[..Count];
        values.Clear();
        float loudest = FeatureLayout.SilenceDb;
        for (int i = 0; i < count; i++)
        {
            foreach (float level in series.Block(first + i).Slice(FeatureLayout.Levels, FeatureLayout.FramesPerBlock))
            {
                loudest = Math.Max(loudest, level);
            }
        }

        if (loudest <= FeatureLayout.SilenceDb)
        {
            return false;
        }

        Average(series, first, count, loudest - AudibleRangeDb, values[..((2 * Averaged) + 2)]);
        values = values[((2 * Averaged) + 2)..];
        EnvelopeStatistics.Measure(series, first, count, loudest, values[..EnvelopeStatistics.Count]);
        PitchStatistics.Measure(series, first, count, loudest - AudibleRangeDb, values[EnvelopeStatistics.Count..]);
        return true;
    }

    private static void Average(FeatureSeries series, int first, int count, float thresholdDb, Span<float> values)
    {
        Span<float> mean = values[..Averaged];
        Span<float> deviation = values.Slice(Averaged, Averaged);
        Span<float> difference = stackalloc float[Averaged];
        int audible = 0;
        int steps = 0;
        float change = 0;
        float brightnessChange = 0;
        for (int i = 0; i < count; i++)
        {
            if (series.LevelDb(first + i) < thresholdDb)
            {
                continue;
            }

            ReadOnlySpan<float> block = Shape(series, first + i);
            TensorPrimitives.Add(mean, block, mean);
            audible++;
            if (i > 0 && series.LevelDb(first + i - 1) >= thresholdDb)
            {
                ReadOnlySpan<float> before = Shape(series, first + i - 1);
                change += TensorPrimitives.Distance(block[..FeatureLayout.MfccCount], before[..FeatureLayout.MfccCount]);
                brightnessChange += Math.Abs(
                    block[FeatureLayout.Centroid - FeatureLayout.Mfcc] - before[FeatureLayout.Centroid - FeatureLayout.Mfcc]
                );
                steps++;
            }
        }

        if (audible == 0)
        {
            return;
        }

        TensorPrimitives.Divide(mean, audible, mean);
        for (int i = 0; i < count; i++)
        {
            if (series.LevelDb(first + i) >= thresholdDb)
            {
                TensorPrimitives.Subtract(Shape(series, first + i), mean, difference);
                TensorPrimitives.MultiplyAdd(difference, difference, deviation, deviation);
            }
        }

        TensorPrimitives.Divide(deviation, audible, deviation);
        TensorPrimitives.Sqrt(deviation, deviation);
        values[2 * Averaged] = steps == 0 ? 0 : change / steps;
        values[(2 * Averaged) + 1] = steps == 0 ? 0 : brightnessChange / steps;
    }

    /// <summary>The values of a block that are averaged: all from the cepstrum to the held peaks.</summary>
    private static ReadOnlySpan<float> Shape(FeatureSeries series, int block) =>
        series.Block(block)[FeatureLayout.Mfcc..FeatureLayout.PitchStrengths];
}
