using AudioSampler.Dsp.Levels;
using AudioSampler.Dsp.Spectral;

namespace AudioSampler.Dsp.Mel;

/// <summary>Triangular bands, evenly spaced in mel, each half overlapping the next. Never changes: share it between threads.</summary>
/// <remarks>
/// Band b rises from edge b to edge b+1 and falls to edge b+2. Where the bands are narrower than the bins are apart, a low band may
/// hold no bin at all and is always 0: <see cref="EmptyBandCount"/> says how many do. Only the bins inside a band are multiplied.
/// Reference: S. B. Davis and P. Mermelstein, "Comparison of parametric representations for monosyllabic word recognition in
/// continuously spoken sentences", IEEE Trans. ASSP 28, 1980.
/// </remarks>
public sealed class MelFilterbank
{
    private readonly float[] weights;
    private readonly int[] firstBin;
    private readonly int[] firstWeight;

    /// <summary>Makes the bank.</summary>
    /// <param name="options">The bands.</param>
    /// <exception cref="ArgumentException"><see cref="MelOptions.Validate"/> finds a problem.</exception>
    public MelFilterbank(MelOptions options)
    {
        IReadOnlyList<string> problems = options.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        Options = options;
        BinCount = (options.FftLength / 2) + 1;
        double lowestMel = MelFrequency.FromHz(options.LowestHz, options.Scale);
        double stepMel = (MelFrequency.FromHz(options.UpperHz, options.Scale) - lowestMel) / (options.BandCount + 1);
        CentresHz = new double[options.BandCount];
        firstBin = new int[options.BandCount];
        firstWeight = new int[options.BandCount + 1];
        var allWeights = new List<float>();
        for (int band = 0; band < options.BandCount; band++)
        {
            double leftMel = lowestMel + (band * stepMel);
            CentresHz[band] = MelFrequency.ToHz(leftMel + stepMel, options.Scale);
            AddBand(band, leftMel, stepMel, allWeights);
            firstWeight[band + 1] = allWeights.Count;
            EmptyBandCount += firstWeight[band + 1] == firstWeight[band] ? 1 : 0;
        }

        weights = [.. allWeights];
    }

    /// <summary>What the bank was made from.</summary>
    public MelOptions Options { get; }

    /// <summary>Number of bands.</summary>
    public int BandCount => Options.BandCount;

    /// <summary>Number of bins of the spectra that it takes.</summary>
    public int BinCount { get; }

    /// <summary>[BandCount] centre frequencies, in Hz.</summary>
    public double[] CentresHz { get; }

    /// <summary>Number of bands without a bin.</summary>
    public int EmptyBandCount { get; }

    /// <summary>Sums a spectrum into bands.</summary>
    /// <param name="spectrum">[BinCount] power or magnitude. A non-finite bin spoils the bands that hold it and no others.</param>
    /// <param name="bands">[BandCount] or longer. Must not overlap the spectrum.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Apply(ReadOnlySpan<float> spectrum, Span<float> bands)
    {
        Require.Length(spectrum, BinCount);
        Require.Room(bands, BandCount);
        for (int band = 0; band < firstBin.Length; band++)
        {
            ReadOnlySpan<float> triangle = weights.AsSpan(firstWeight[band]..firstWeight[band + 1]);
            bands[band] = FixedOrderSum.OfProducts(triangle, spectrum.Slice(firstBin[band], triangle.Length));
        }
    }

    private void AddBand(int band, double leftMel, double stepMel, List<float> allWeights)
    {
        MelScale scale = Options.Scale;
        double leftHz = MelFrequency.ToHz(leftMel, scale);
        double rightHz = MelFrequency.ToHz(leftMel + (2 * stepMel), scale);
        double gain = Options.AreaNormalised ? 2 / (rightHz - leftHz) : 1;
        double binHz = (double)Options.SampleRate / Options.FftLength;
        bool inside = false;
        for (int bin = (int)(leftHz / binHz); bin < BinCount && bin * binHz <= rightHz; bin++)
        {
            double height = Options.StraightInMel
                ? Height(MelFrequency.FromHz(bin * binHz, scale), leftMel, leftMel + stepMel, leftMel + (2 * stepMel))
                : Height(bin * binHz, leftHz, CentresHz[band], rightHz);
            if (height <= 0)
            {
                continue;
            }

            if (!inside)
            {
                firstBin[band] = bin;
                inside = true;
            }

            allWeights.Add((float)(gain * height));
        }
    }

    private static double Height(double x, double left, double centre, double right) =>
        Math.Min((x - left) / (centre - left), (right - x) / (right - centre));
}
