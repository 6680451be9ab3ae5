using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AudioSampler.Dsp.Resampling;

namespace AudioSampler.Dsp.Loudness;

/// <summary>
/// True peak of one channel after ITU-R BS.1770-5 annex 2: the largest absolute value of the samples and of the values between them at a rate
/// of at least 176.4 kHz (four times below 88.2 kHz, twice below 176.4 kHz, the samples alone above).
/// </summary>
/// <remarks>
/// Values between samples come from a windowed sinc of <see cref="Taps"/> samples. A stretch of samples is left out when the largest
/// sample in reach of the filter, times the largest sum of absolute coefficients of a phase, is not above the maximum that the caller has
/// already: no value in it can then raise that maximum, so leaving it out changes no result, in no bit.
/// </remarks>
internal sealed class TruePeakMeter
{
    /// <summary>Length of the interpolation filter, in samples.</summary>
    public const int Taps = 16;

    /// <summary>How far behind the newest sample the meter looks.</summary>
    public const int DelaySamples = Taps / 2;

    private const int StretchSamples = 32;
    private const int ChunkSamples = 1024;

    private readonly float[][] phases;
    private readonly float bound;
    private readonly float[] window = new float[Taps - 1 + ChunkSamples + StretchSamples];

    /// <summary>Begins a channel, with silence before it.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    public TruePeakMeter(int sampleRate)
    {
        int factor = Oversampling(sampleRate);
        phases = new float[factor - 1][];
        for (int p = 0; p < phases.Length; p++)
        {
            phases[p] = Phase((p + 1.0) / factor);
            bound = Math.Max(bound, TensorPrimitives.SumOfMagnitudes<float>(phases[p]));
        }

        // The bound is for exact sums; the filter rounds. A few units in the last place keep it on the safe side.
        bound *= 1.00001f;
    }

    /// <summary>Largest sum of absolute coefficients of a phase: no value between samples is larger than this times the largest sample.</summary>
    public float Bound => bound;

    /// <summary>How many times finer than the samples a rate is looked at.</summary>
    public static int Oversampling(int sampleRate) =>
        sampleRate switch
        {
            >= 176_400 => 1,
            >= 88_200 => 2,
            _ => 4,
        };

    /// <summary>
    /// Takes further samples. What is looked at lies <see cref="DelaySamples"/> behind: the samples there, and the values between each and the
    /// next. So that the last samples of a file are looked at too, as many zeros have to follow them.
    /// </summary>
    /// <param name="samples">The channel, in order, without gap.</param>
    /// <param name="maximum">The largest value so far.</param>
    /// <param name="skip">Whether stretches may be left out; false only to prove that it makes no difference.</param>
    /// <returns>The largest of <paramref name="maximum"/> and all that was looked at.</returns>
    public float Process(ReadOnlySpan<float> samples, float maximum, bool skip = true)
    {
        while (samples.Length > 0)
        {
            int count = Math.Min(ChunkSamples, samples.Length);
            samples[..count].CopyTo(window.AsSpan(Taps - 1));
            maximum = Math.Max(maximum, MathF.Abs(TensorPrimitives.MaxMagnitude(window.AsSpan(Taps - 1 - DelaySamples, count))));
            for (int start = 0; start < count && phases.Length > 0; start += StretchSamples)
            {
                int length = Math.Min(StretchSamples, count - start);
                float reach = MathF.Abs(TensorPrimitives.MaxMagnitude(window.AsSpan(start, length + Taps - 1)));
                if (!skip || reach * bound > maximum)
                {
                    maximum = Math.Max(maximum, Interpolate(start, length));
                }
            }

            window.AsSpan(count, Taps - 1).CopyTo(window);
            samples = samples[count..];
        }

        return maximum;
    }

    /// <summary>Largest value between the samples of a stretch; eight sums at once, so that none waits for itself.</summary>
    private float Interpolate(int start, int length)
    {
        ref float x = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(window), start);
        Vector256<float> largest = default;
        foreach (float[] phase in phases)
        {
            Vector256<float> a0 = default;
            Vector256<float> a1 = default;
            Vector256<float> a2 = default;
            Vector256<float> a3 = default;
            Vector256<float> b0 = default;
            Vector256<float> b1 = default;
            Vector256<float> b2 = default;
            Vector256<float> b3 = default;
            for (int t = 0; t + 1 < phase.Length; t += 2)
            {
                Vector256<float> tap = Vector256.Create(phase[t]);
                a0 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, (nuint)t), a0);
                a1 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, (nuint)t + 8), a1);
                a2 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, (nuint)t + 16), a2);
                a3 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, (nuint)t + 24), a3);
                tap = Vector256.Create(phase[t + 1]);
                b0 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, (nuint)t + 1), b0);
                b1 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, (nuint)t + 9), b1);
                b2 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, (nuint)t + 17), b2);
                b3 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, (nuint)t + 25), b3);
            }

            largest = Vector256.Max(largest, Valid(a0 + b0, length));
            largest = Vector256.Max(largest, Valid(a1 + b1, length - 8));
            largest = Vector256.Max(largest, Valid(a2 + b2, length - 16));
            largest = Vector256.Max(largest, Valid(a3 + b3, length - 24));
        }

        float maximum = 0;
        for (int i = 0; i < Vector256<float>.Count; i++)
        {
            maximum = Math.Max(maximum, largest[i]);
        }

        return maximum;
    }

    /// <summary>Absolute values of the first lanes; the others have read samples that are not there yet.</summary>
    private static Vector256<float> Valid(Vector256<float> values, int lanes) =>
        Vector256.Abs(values) & Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(lanes)).AsSingle();

    /// <summary>Coefficients for the value a fraction of a sample after the sample that is <see cref="DelaySamples"/> behind the newest.</summary>
    private static float[] Phase(double fraction)
    {
        // Kaiser window; its shape trades the flatness up to 0.45 of the rate against the depth of the stop band, which matters little for a maximum.
        const double Beta = 5;
        double[] taps = new double[Taps];
        for (int t = 0; t < Taps; t++)
        {
            double distance = t - ((Taps / 2) - 1) - fraction;
            double edge = distance / (Taps / 2.0);
            double shape = KaiserWindow.BesselI0(Beta * Math.Sqrt(Math.Max(0, 1 - (edge * edge)))) / KaiserWindow.BesselI0(Beta);
            taps[t] = shape * Math.Sin(Math.PI * distance) / (Math.PI * distance);
        }

        double sum = TensorPrimitives.Sum<double>(taps);
        return Array.ConvertAll(taps, tap => (float)(tap / sum));
    }
}
