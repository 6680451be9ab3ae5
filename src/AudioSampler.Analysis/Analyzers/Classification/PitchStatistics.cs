using System.Buffers;
using AudioSampler.Analysis.Artifacts;

namespace AudioSampler.Analysis.Analyzers.Classification;

/// <summary>Whether a stretch has a pitch, and whether it holds it, glides or leaps.</summary>
internal static class PitchStatistics
{
    /// <summary>Number of values.</summary>
    public const int Count = 10;

    private const float PitchedStrength = 0.5f;

    /// <summary>Measures a stretch.</summary>
    /// <param name="series">The series.</param>
    /// <param name="first">First block.</param>
    /// <param name="count">Number of blocks.</param>
    /// <param name="thresholdDb">Blocks below this level are left out.</param>
    /// <param name="values">[<see cref="Count"/>].</param>
    public static void Measure(FeatureSeries series, int first, int count, float thresholdDb, Span<float> values)
    {
        float[] pitches = ArrayPool<float>.Shared.Rent(FeatureLayout.PitchesPerBlock * count);
        try
        {
            int measured = 0;
            int pitched = 0;
            int steps = 0;
            int held = 0;
            int glides = 0;
            int leaps = 0;
            float strength = 0;
            float squares = 0;
            float before = float.NaN;
            for (int i = 0; i < count; i++)
            {
                if (series.LevelDb(first + i) < thresholdDb)
                {
                    before = float.NaN;
                    continue;
                }

                ReadOnlySpan<float> block = series.Block(first + i);
                for (int k = 0; k < FeatureLayout.PitchesPerBlock; k++)
                {
                    float height = block[FeatureLayout.PitchStrengths + k];
                    measured++;
                    strength += height;
                    squares += height * height;
                    if (height < PitchedStrength)
                    {
                        before = float.NaN;
                        continue;
                    }

                    float pitch = block[FeatureLayout.Pitches + k];
                    pitches[pitched++] = pitch;
                    if (!float.IsNaN(before))
                    {
                        float step = Math.Abs(pitch - before);
                        steps++;
                        held += step < 0.2f ? 1 : 0;
                        glides += step is >= 0.2f and < 1.2f ? 1 : 0;
                        leaps += step >= 1.2f ? 1 : 0;
                    }

                    before = pitch;
                }
            }

            if (measured == 0)
            {
                return;
            }

            values[0] = strength / measured;
            values[1] = MathF.Sqrt(MathF.Max(0, (squares / measured) - (values[0] * values[0])));
            values[2] = (float)pitched / measured;
            if (steps > 0)
            {
                values[3] = (float)held / steps;
                values[4] = (float)glides / steps;
                values[5] = (float)leaps / steps;
            }

            if (pitched > 0)
            {
                Spread(pitches.AsSpan(0, pitched), values[6..]);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(pitches);
        }
    }

    private static void Spread(Span<float> pitches, Span<float> values)
    {
        pitches.Sort();
        float median = pitches[pitches.Length / 2];
        int near = 0;
        foreach (float pitch in pitches)
        {
            near += Math.Abs(pitch - median) < 0.6f ? 1 : 0;
        }

        values[0] = median / 12;
        values[1] = (pitches[pitches.Length * 9 / 10] - pitches[pitches.Length / 10]) / 12;
        values[2] = (pitches[pitches.Length * 3 / 4] - pitches[pitches.Length / 4]) / 12;
        values[3] = (float)near / pitches.Length;
    }
}
