using AudioSampler.Dsp.Spectral;
using AudioSampler.Dsp.Stft;

namespace AudioSampler.Dsp.Mel;

/// <summary>Mel bands of the power spectrum, one frame every hop, streaming: the transform and the bank in one.</summary>
/// <remarks>Push, read, complete and read as with <see cref="ShortTimeFourier"/>. No allocation per frame; one thread at a time.</remarks>
public sealed class MelSpectrogram
{
    private readonly ShortTimeFourier transform;
    private readonly MelFilterbank bank;
    private readonly float[] power;

    /// <summary>Makes a spectrogram.</summary>
    /// <param name="grid">Frames and hop.</param>
    /// <param name="bank">The bands, for frames of the same length.</param>
    /// <exception cref="ArgumentException">The frame lengths differ, or the grid is not valid.</exception>
    public MelSpectrogram(StftOptions grid, MelFilterbank bank)
    {
        if (grid.FftLength != bank.Options.FftLength)
        {
            throw new ArgumentException($"frames of {grid.FftLength} samples, bands for {bank.Options.FftLength}", nameof(bank));
        }

        transform = new ShortTimeFourier(grid);
        this.bank = bank;
        power = new float[bank.BinCount];
    }

    /// <summary>Number of bands.</summary>
    public int BandCount => bank.BandCount;

    /// <summary>Number of frames of a signal of <paramref name="sampleCount"/> samples.</summary>
    public long FrameCount(long sampleCount) => transform.FrameCount(sampleCount);

    /// <summary>Takes the next samples.</summary>
    /// <param name="samples">Any number.</param>
    public void Push(ReadOnlySpan<float> samples) => transform.Push(samples);

    /// <summary>Says that the signal ends here.</summary>
    public void Complete() => transform.Complete();

    /// <summary>Forgets everything: a new signal follows.</summary>
    public void Reset() => transform.Reset();

    /// <summary>Reads the bands of the next frame.</summary>
    /// <param name="bands">[BandCount] or longer: power, not scaled.</param>
    /// <returns>False, and nothing written, when more samples are needed or the signal is at its end.</returns>
    public bool TryRead(Span<float> bands)
    {
        if (!transform.TryReadPower(power))
        {
            return false;
        }

        bank.Apply(power, bands);
        return true;
    }

    /// <summary>Reads the bands of the next frame in decibels. See <see cref="LogPower.ToDecibels"/>.</summary>
    /// <param name="bands">[BandCount] or longer: 10 · log10(max(power, 1e-10)).</param>
    /// <returns>As <see cref="TryRead"/>.</returns>
    public bool TryReadDecibels(Span<float> bands)
    {
        if (!TryRead(bands))
        {
            return false;
        }

        LogPower.ToDecibels(bands[..BandCount], bands);
        return true;
    }
}
