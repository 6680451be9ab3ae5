using AudioSampler.Dsp.Mel;
using AudioSampler.Dsp.Spectral;

namespace AudioSampler.Dsp.Cepstrum;

/// <summary>Mel-frequency cepstral coefficients: the cosine transform of the mel bands in decibels.</summary>
/// <remarks>
/// Coefficient 0 is the level, the others the shape of the spectrum from coarse to fine. The level is cut at −100 dB and not relative to
/// the loudest frame, since that is not known while the signal streams. One thread at a time; no allocation per frame.
/// Reference: S. B. Davis and P. Mermelstein, IEEE Trans. ASSP 28, 1980.
/// </remarks>
public sealed class Mfcc
{
    /// <summary>Coefficients where nothing else is asked for: 20.</summary>
    public const int DefaultCoefficientCount = 20;

    private readonly MelFilterbank bank;
    private readonly CosineTransform transform;
    private readonly float[] bands;

    /// <summary>Makes the computation.</summary>
    /// <param name="bank">The bands.</param>
    /// <param name="coefficientCount">1 to the number of bands. Default 20.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="coefficientCount"/> is out of range.</exception>
    public Mfcc(MelFilterbank bank, int coefficientCount = DefaultCoefficientCount)
    {
        this.bank = bank;
        transform = new CosineTransform(bank.BandCount, coefficientCount);
        bands = new float[bank.BandCount];
    }

    /// <summary>Number of coefficients.</summary>
    public int CoefficientCount => transform.CoefficientCount;

    /// <summary>The coefficients of a frame.</summary>
    /// <param name="power">[bins] power spectrum.</param>
    /// <param name="coefficients">[CoefficientCount] or longer.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void FromPower(ReadOnlySpan<float> power, Span<float> coefficients)
    {
        bank.Apply(power, bands);
        LogPower.ToDecibels(bands, bands);
        transform.Apply(bands, coefficients);
    }

    /// <summary>The coefficients of a frame whose mel bands are there already.</summary>
    /// <param name="bandsDb">[bands] in decibels.</param>
    /// <param name="coefficients">[CoefficientCount] or longer.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void FromDecibels(ReadOnlySpan<float> bandsDb, Span<float> coefficients) => transform.Apply(bandsDb, coefficients);
}
