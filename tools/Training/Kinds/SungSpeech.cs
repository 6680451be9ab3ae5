using System.Numerics.Tensors;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Training.Kinds;

/// <summary>
/// Singing made from speech: the periods of the voice are laid out anew along a melody, more of them than were spoken, so that vowels
/// are held; timbre and breath stay those of the speaker (time-domain pitch-synchronous overlap-add: E. Moulines and F. Charpentier,
/// Speech Communication 9, 1990). There is no freely licensed recording of unaccompanied singing in the training material.
/// </summary>
internal static class SungSpeech
{
    private const int Hop = 110; // 5 ms
    private const int Window = 662; // 30 ms
    private const int ShortestPeriod = 40;
    private const int LongestPeriod = 330;

    public static Clip? Sing(Clip speech, Random random)
    {
        float[] source = speech.Samples;
        int[] periods = Periods(source);
        List<int> voiced = [.. periods.Where(p => p > 0).Order()];
        if (voiced.Count < 40)
        {
            return null;
        }

        double spoken = 69 + (12 * Math.Log2(Clip.SampleRate / (double)voiced[voiced.Count / 2] / 440));
        var melody = new Melody(random, spoken + (12 * random.NextDouble()) - 2);
        float[] sound = new float[(int)((4 + (8 * random.NextDouble())) * Clip.SampleRate)];
        double position = LongestPeriod + (random.NextDouble() * source.Length * 0.4);
        double at = 0;
        double hz = melody.Next();
        while (at < sound.Length - (2 * LongestPeriod))
        {
            if (position >= source.Length - (2 * LongestPeriod) - 1)
            {
                position = LongestPeriod;
                at += Clip.SampleRate * 0.25; // a breath
            }

            int period = periods[(int)(position / Hop)];
            double step;
            if (period > 0)
            {
                step = Clip.SampleRate / hz;
                AddGrain(source, Mark(source, (int)position, period), sound, (int)at, period);
                position += step / melody.Stretch;
            }
            else
            {
                step = 128;
                AddGrain(source, (int)position, sound, (int)at, 128);
                position += step / 0.8;
            }

            for (int i = 0; i < (int)step; i++)
            {
                hz = melody.Next();
            }

            at += step;
        }

        return new Clip("sung " + speech.Source, SoundKind.Singing, sound);
    }

    /// <summary>Period of each frame in samples, by normalised autocorrelation; 0 where there is no voice.</summary>
    private static int[] Periods(float[] source)
    {
        float loudest = 0;
        int[] periods = new int[(source.Length / Hop) + 1];
        float[] energies = new float[periods.Length];
        for (int f = 0; (f * Hop) + Window + LongestPeriod < source.Length; f++)
        {
            energies[f] = TensorPrimitives.SumOfSquares(source.AsSpan(f * Hop, Window));
            loudest = Math.Max(loudest, energies[f]);
        }

        for (int f = 0; f < periods.Length; f++)
        {
            if (energies[f] < 0.003f * loudest || energies[f] <= 0)
            {
                continue;
            }

            ReadOnlySpan<float> here = source.AsSpan(f * Hop, Window);
            float best = 0;
            for (int lag = ShortestPeriod; lag <= LongestPeriod; lag++)
            {
                ReadOnlySpan<float> later = source.AsSpan((f * Hop) + lag, Window);
                float match = TensorPrimitives.Dot(here, later) / MathF.Sqrt((energies[f] * TensorPrimitives.SumOfSquares(later)) + 1e-12f);

                // A longer period has to be clearly better: multiples of the period match as well.
                if (match > best + (lag > 1.8 * periods[f] && best > 0.6f ? 0.05f : 0))
                {
                    best = match;
                    periods[f] = lag;
                }
            }

            periods[f] = best > 0.6f ? periods[f] : 0;
        }

        return periods;
    }

    /// <summary>The highest point of the period around a position.</summary>
    private static int Mark(float[] source, int position, int period)
    {
        int start = position - (period / 2);
        return start + TensorPrimitives.IndexOfMax<float>(source.AsSpan(start, period));
    }

    private static void AddGrain(float[] source, int centre, float[] sound, int at, int half)
    {
        for (int i = -half; i < half; i++)
        {
            int from = centre + i;
            int to = at + half + i;
            if (from >= 0 && from < source.Length && to >= 0 && to < sound.Length)
            {
                sound[to] += source[from] * (float)(0.5 + (0.5 * Math.Cos(Math.PI * i / half)));
            }
        }
    }
}
