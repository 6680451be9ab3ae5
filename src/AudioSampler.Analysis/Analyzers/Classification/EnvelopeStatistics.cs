using System.Buffers;
using AudioSampler.Analysis.Artifacts;

namespace AudioSampler.Analysis.Analyzers.Classification;

/// <summary>The course of the level over a stretch: how long, how it begins and decays, how it pulses.</summary>
internal static class EnvelopeStatistics
{
    /// <summary>Number of values.</summary>
    public const int Count = 13 + ModulationBands;

    private const int ModulationBands = 5;
    private const double FrameSeconds = (double)FeatureLayout.HopSamples / FeatureLayout.SampleRate;

    /// <summary>Edges of the bands of modulation, in Hz; syllables come at about 4 Hz.</summary>
    private static readonly double[] ModulationEdgesHz = [0.4, 1.5, 3, 6, 10, 18];

    /// <summary>Measures a stretch.</summary>
    /// <param name="series">The series.</param>
    /// <param name="first">First block.</param>
    /// <param name="count">Number of blocks.</param>
    /// <param name="loudest">Level of the loudest frame, in dBFS.</param>
    /// <param name="values">[<see cref="Count"/>].</param>
    public static void Measure(FeatureSeries series, int first, int count, float loudest, Span<float> values)
    {
        // The last block may reach beyond the end of the region: those frames are not part of the sound.
        int frames = (int)
            Math.Min(
                count * FeatureLayout.FramesPerBlock,
                (series.LengthSamples - ((long)first * FeatureLayout.BlockSamples) + FeatureLayout.HopSamples - 1)
                    / FeatureLayout.HopSamples
            );
        float[] scratch = ArrayPool<float>.Shared.Rent(2 * frames);
        try
        {
            Span<float> levels = scratch.AsSpan(0, frames);
            Span<float> amplitudes = scratch.AsSpan(frames, frames);
            for (int i = 0; i < frames; i++)
            {
                float level = series.Block(first + (i / FeatureLayout.FramesPerBlock))[
                    FeatureLayout.Levels + (i % FeatureLayout.FramesPerBlock)
                ];
                levels[i] = MathF.Max(-60, level - loudest);
                amplitudes[i] = MathF.Pow(10, levels[i] / 20);
            }

            Course(levels, amplitudes, values);
            Modulation(amplitudes, values[13..]);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scratch);
        }
    }

    private static void Course(ReadOnlySpan<float> levels, ReadOnlySpan<float> amplitudes, Span<float> values)
    {
        int peak = 0;
        float sum = 0;
        float squares = 0;
        float weighted = 0;
        float energy = 0;
        int low = 0;
        int lower = 0;
        int rises = 0;
        float valley = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            peak = amplitudes[i] > amplitudes[peak] ? i : peak;
            sum += levels[i];
            squares += levels[i] * levels[i];
            energy += amplitudes[i];
            weighted += amplitudes[i] * i;
            low += levels[i] < -20 ? 1 : 0;
            lower += levels[i] < -40 ? 1 : 0;

            // A rise of 9 dB out of the last valley is a new event.
            valley = Math.Min(valley, levels[i]);
            if (levels[i] > valley + 9)
            {
                rises++;
                valley = levels[i];
            }
            else if (i > 0 && levels[i] < levels[i - 1])
            {
                valley = levels[i];
            }
        }

        float length = levels.Length;
        float mean = sum / length;
        int fall10 = Fall(levels, peak, -10);
        int fall20 = Fall(levels, peak, -20);
        values[0] = MathF.Log2(length);
        values[1] = MathF.Log2(1 + peak);
        values[2] = peak / length;
        values[3] = MathF.Log2(1 + fall10 - peak);
        values[4] = MathF.Log2(1 + fall20 - peak);
        values[5] = (fall20 - peak) / length;
        values[6] = mean;
        values[7] = MathF.Sqrt(MathF.Max(0, (squares / length) - (mean * mean)));
        values[8] = weighted / energy / length;
        values[9] = low / length;
        values[10] = lower / length;
        values[11] = rises / (float)(length * FrameSeconds);
        values[12] = levels[^1];
    }

    /// <summary>First frame after the peak from which the level stays this low for three frames; the end where it never does.</summary>
    private static int Fall(ReadOnlySpan<float> levels, int peak, float levelDb)
    {
        int below = 0;
        for (int i = peak; i < levels.Length; i++)
        {
            below = levels[i] < levelDb ? below + 1 : 0;
            if (below == 3)
            {
                return i - 2;
            }
        }

        return levels.Length - below;
    }

    /// <summary>Energy of the envelope's slow oscillations against its mean, in octave-like bands.</summary>
    private static void Modulation(ReadOnlySpan<float> amplitudes, Span<float> values)
    {
        double mean = 0;
        foreach (float amplitude in amplitudes)
        {
            mean += amplitude;
        }

        mean /= amplitudes.Length;
        for (int band = 0; band < ModulationBands; band++)
        {
            double energy = 0;
            const int Steps = 4;
            for (int step = 0; step < Steps; step++)
            {
                double hz = ModulationEdgesHz[band] + ((step + 0.5) / Steps * (ModulationEdgesHz[band + 1] - ModulationEdgesHz[band]));
                energy += Energy(amplitudes, mean, 2 * Math.PI * hz * FrameSeconds);
            }

            values[band] = (float)Math.Log10(1e-3 + Math.Sqrt(energy / Steps) / (mean * amplitudes.Length));
        }
    }

    /// <summary>Goertzel's recurrence under a triangular window.</summary>
    private static double Energy(ReadOnlySpan<float> amplitudes, double mean, double radians)
    {
        double factor = 2 * Math.Cos(radians);
        double one = 0;
        double two = 0;
        double half = (amplitudes.Length + 1) / 2.0;
        for (int i = 0; i < amplitudes.Length; i++)
        {
            double weight = 1 - (Math.Abs(i + 1 - half) / half);
            double value = (weight * (amplitudes[i] - mean)) + (factor * one) - two;
            two = one;
            one = value;
        }

        return Math.Max(0, (one * one) + (two * two) - (factor * one * two));
    }
}
