using System.Numerics.Tensors;
using AudioSampler.Dsp.Levels;

namespace AudioSampler.Dsp.Spectral;

/// <summary>Measures the <see cref="SpectralShape"/> of power spectra. Holds scratch: one thread at a time; no allocation per frame.</summary>
/// <remarks>
/// All bins count, 0 Hz too. For flatness and entropy a share of 1e-10 of the mean is added to each bin, so that an empty bin makes them
/// small and not undefined.
/// References: G. Peeters, "A large set of audio features for sound description", CUIDADO report, 2004 (centroid, spread, roll-off,
/// flatness); H. Misra et al., "Spectral entropy based feature for robust ASR", ICASSP 2004.
/// </remarks>
public sealed class SpectralShapeMeter
{
    private const double RolloffShare = 0.85;
    private const float RelativeFloor = 1e-10f;

    /// <summary>Mean power under which a frame is silence: far below the last bit of 24-bit sound, and the least that floats can divide.</summary>
    private const float SilentMeanPower = 1e-25f;

    private readonly float[] frequencies;
    private readonly float[] magnitudes;
    private readonly float[] scratch;

    /// <summary>Makes a meter.</summary>
    /// <param name="sampleRate">Samples per second, 1 or more.</param>
    /// <param name="fftLength">Samples in a frame, 2 or more, even.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public SpectralShapeMeter(int sampleRate, int fftLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fftLength, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(fftLength % 2, 0, nameof(fftLength));
        frequencies = new float[(fftLength / 2) + 1];
        for (int k = 0; k < frequencies.Length; k++)
        {
            frequencies[k] = (float)((double)k * sampleRate / fftLength);
        }

        magnitudes = new float[frequencies.Length];
        scratch = new float[frequencies.Length];
    }

    /// <summary>Number of bins.</summary>
    public int BinCount => frequencies.Length;

    /// <summary>Measures one spectrum.</summary>
    /// <param name="power">[BinCount] power, 0 or more.</param>
    /// <param name="shape">The shape.</param>
    /// <returns>False when there is no shape: the frame is silent, or a bin is not finite.</returns>
    /// <exception cref="ArgumentException"><paramref name="power"/> has another length.</exception>
    public bool TryMeasure(ReadOnlySpan<float> power, out SpectralShape shape)
    {
        Require.Length(power, BinCount);
        float total = FixedOrderSum.Of(power);
        float mean = total / BinCount;
        if (!float.IsFinite(total) || mean < SilentMeanPower)
        {
            shape = default;
            return false;
        }

        TensorPrimitives.Sqrt(power, magnitudes);
        double magnitudeSum = FixedOrderSum.Of(magnitudes);
        double centroid = FixedOrderSum.OfProducts(magnitudes, frequencies) / magnitudeSum;
        TensorPrimitives.Subtract(frequencies, (float)centroid, scratch);
        TensorPrimitives.Multiply(scratch, scratch, scratch);
        double variance = FixedOrderSum.OfProducts(magnitudes, scratch) / magnitudeSum;

        TensorPrimitives.Add(power, RelativeFloor * mean, scratch);
        TensorPrimitives.Log(scratch, scratch);
        double meanLog = FixedOrderSum.Of(scratch) / (double)BinCount;
        double entropy = Math.Log(total) - (FixedOrderSum.OfProducts(power, scratch) / (double)total);
        shape = new SpectralShape(
            centroid,
            Math.Sqrt(variance),
            Rolloff(power, total),
            Math.Clamp(Math.Exp(meanLog - Math.Log(mean)), 0, 1),
            Math.Clamp(entropy / Math.Log(BinCount), 0, 1)
        );
        return true;
    }

    private double Rolloff(ReadOnlySpan<float> power, double total)
    {
        double left = RolloffShare * total;
        for (int k = 0; k < power.Length; k++)
        {
            left -= power[k];
            if (left <= 0)
            {
                return frequencies[k];
            }
        }

        return frequencies[^1];
    }
}
