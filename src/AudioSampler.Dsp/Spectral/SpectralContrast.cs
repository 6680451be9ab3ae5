namespace AudioSampler.Dsp.Spectral;

/// <summary>The distance of peaks from valleys in each octave of a spectrum, in decibels: large for tones, small for noise.</summary>
/// <remarks>
/// In each band the strongest and the weakest 2 % of the bins (one at least) are averaged as power and compared. The lowest band reaches
/// from 0 to 200 Hz, the others are octaves above, the highest to half the sample rate. A band without a bin is left out of the count.
/// Reference: D. Jiang et al., "Music type classification by spectral contrast feature", ICME 2002.
/// </remarks>
public sealed class SpectralContrast
{
    private const double LowestEdgeHz = 200;
    private const double Share = 0.02;
    private const float Floor = 1e-20f;
    private readonly int[] edges;
    private readonly float[] kept;

    /// <summary>Makes the measure.</summary>
    /// <param name="sampleRate">Samples per second, 1 or more.</param>
    /// <param name="fftLength">Samples in a frame, 2 or more, even.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public SpectralContrast(int sampleRate, int fftLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fftLength, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(fftLength % 2, 0, nameof(fftLength));
        BinCount = (fftLength / 2) + 1;
        var starts = new List<int> { 0 };
        for (double hz = LowestEdgeHz; hz < sampleRate / 2.0; hz *= 2)
        {
            int bin = (int)Math.Ceiling(hz * fftLength / sampleRate);
            if (bin > starts[^1] && bin < BinCount)
            {
                starts.Add(bin);
            }
        }

        edges = [.. starts, BinCount];
        kept = new float[KeptOf(BinCount)];
    }

    /// <summary>Number of bins.</summary>
    public int BinCount { get; }

    /// <summary>Number of bands: 7 at 22.05 kHz.</summary>
    public int BandCount => edges.Length - 1;

    /// <summary>Measures one spectrum.</summary>
    /// <param name="power">[BinCount] power. A bin that is not finite makes its band NaN.</param>
    /// <param name="contrastDb">[BandCount] or longer: 0 or more; 0 for silence.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Measure(ReadOnlySpan<float> power, Span<float> contrastDb)
    {
        Require.Length(power, BinCount);
        Require.Room(contrastDb, BandCount);
        for (int band = 0; band < BandCount; band++)
        {
            ReadOnlySpan<float> bins = power[edges[band]..edges[band + 1]];
            float peak = MeanOfLargest(bins, 1);
            float valley = MeanOfLargest(bins, -1);
            contrastDb[band] = 10 * MathF.Log10(MathF.Max(peak, Floor) / MathF.Max(valley, Floor));
        }
    }

    private static int KeptOf(int bins) => Math.Max(1, (int)Math.Round(Share * bins));

    /// <summary>Mean of the largest few (sign 1) or smallest few (sign −1). A few are kept sorted, so most bins cost one comparison.</summary>
    private float MeanOfLargest(ReadOnlySpan<float> bins, float sign)
    {
        Span<float> largest = kept.AsSpan(0, KeptOf(bins.Length));
        largest.Fill(float.NegativeInfinity);
        foreach (float bin in bins)
        {
            if (!float.IsFinite(bin))
            {
                return float.NaN;
            }

            float value = sign * bin;
            int at = largest.Length - 1;
            if (value <= largest[at])
            {
                continue;
            }

            for (; at > 0 && largest[at - 1] < value; at--)
            {
                largest[at] = largest[at - 1];
            }

            largest[at] = value;
        }

        double sum = 0;
        foreach (float value in largest)
        {
            sum += value;
        }

        return (float)(sign * sum / largest.Length);
    }
}
