using System.Collections.Concurrent;

namespace AudioSampler.Dsp.Fft;

/// <summary>What a transform of one length needs and never changes: shared by all threads.</summary>
internal sealed class FftPlan
{
    private static readonly ConcurrentDictionary<int, Lazy<FftPlan>> Plans = new();

    private FftPlan(int realLength)
    {
        ComplexLength = realLength / 2;
        var stages = new List<FftStage>();
        int length = ComplexLength;
        int stride = 1;
        for (; length > 4; length /= 4, stride *= 4)
        {
            stages.Add(new FftStage(length, stride));
        }

        Stages = [.. stages];
        LastRadix = length;
        LastStride = stride;

        HalfCos = new float[(ComplexLength / 2) + 1];
        HalfSin = new float[HalfCos.Length];
        for (int k = 0; k < HalfCos.Length; k++)
        {
            (double sin, double cos) = Math.SinCos(-2 * Math.PI * k / realLength);
            HalfCos[k] = (float)(0.5 * cos);
            HalfSin[k] = (float)(0.5 * sin);
        }
    }

    /// <summary>Half the number of real samples: the length of the complex transform within.</summary>
    public int ComplexLength { get; }

    /// <summary>The radix-4 passes with factors, in order.</summary>
    public FftStage[] Stages { get; }

    /// <summary>Radix of the last pass, which has no factors: 1 (no pass), 2 or 4.</summary>
    public int LastRadix { get; }

    /// <summary>Stride of the last pass.</summary>
    public int LastStride { get; }

    /// <summary>Real part of half the factor exp(−2πik/N) that joins the two half-length spectra, for k = 0 … N/4.</summary>
    public float[] HalfCos { get; }

    /// <summary>Imaginary part of the same.</summary>
    public float[] HalfSin { get; }

    /// <summary>The plan for <paramref name="realLength"/> samples, a power of two.</summary>
    public static FftPlan For(int realLength) =>
        Plans.GetOrAdd(realLength, static length => new Lazy<FftPlan>(() => new FftPlan(length))).Value;
}
