using AudioSampler.Dsp.Fft;
using AudioSampler.Dsp.Tonal;
using AudioSampler.Dsp.Windows;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Tonal;

public sealed class SpectralPeaksTests
{
    private const int SampleRate = 22_050;
    private const int Size = 8192;

    [Theory]
    [InlineData(110.0)]
    [InlineData(441.37)]
    [InlineData(1234.5)]
    [InlineData(3001.9)]
    public void Sine_is_found_to_a_tenth_of_a_bin(double hz)
    {
        SpectralPeak[] peaks = Find(TestSignals.Sine(hz, 1, SampleRate));

        SpectralPeak strongest = peaks.MaxBy(peak => peak.Strength);
        Assert.Equal(hz, strongest.FrequencyHz, 0.1 * SampleRate / Size);
    }

    [Fact]
    public void Loudness_of_a_register_does_not_count()
    {
        float[] signal = [.. TestSignals.Sine(200, 1, SampleRate, 0.9).Zip(TestSignals.Sine(2500, 1, SampleRate, 0.002), (a, b) => a + b)];

        SpectralPeak[] peaks = Find(signal);

        Assert.Contains(peaks, peak => Math.Abs(peak.FrequencyHz - 200) < 1 && peak.Strength > 3);
        Assert.Contains(peaks, peak => Math.Abs(peak.FrequencyHz - 2500) < 1 && peak.Strength > 3);
    }

    [Fact]
    public void Only_the_range_asked_for_is_searched() =>
        Assert.All(Find(TestSignals.Noise(1, SampleRate)), peak => Assert.InRange(peak.FrequencyHz, 38, 3502));

    [Fact]
    public void Flat_and_empty_spectra_have_no_peaks()
    {
        Assert.Equal(0, Count(new float[500]));
        Assert.Equal(0, Count([.. Enumerable.Repeat(1f, 500)]));
        Assert.Equal(0, Count([1f]));
        Assert.Equal(0, Count([]));
    }

    [Fact]
    public void Bins_that_are_not_numbers_give_no_peaks()
    {
        float[] spectrum = [.. Enumerable.Range(0, 500).Select(k => 1f + (k % 7))];
        spectrum[100] = float.NaN;

        Assert.Equal(0, Count([.. Enumerable.Repeat(float.NaN, 500)]));
        SpectralPeak[] peaks = new SpectralPeak[500];
        int count = SpectralPeaks.Find(spectrum, new double[501], 2.7, 38, 1300, peaks);
        Assert.All(peaks[..count], peak => Assert.True(float.IsFinite(peak.FrequencyHz)));
    }

    [Fact]
    public void No_more_peaks_than_there_is_room_for()
    {
        float[] spectrum = [.. Enumerable.Range(0, 500).Select(k => k % 2 == 0 ? 1f : 2f)];

        Assert.Equal(3, SpectralPeaks.Find(spectrum, new double[501], 2.7, 38, 1300, new SpectralPeak[3]));
    }

    private static int Count(float[] spectrum) =>
        SpectralPeaks.Find(spectrum, new double[spectrum.Length + 1], 2.7, 38, 3500, new SpectralPeak[500]);

    private static SpectralPeak[] Find(float[] signal)
    {
        var fft = new RealFft(Size);
        float[] re = new float[fft.BinCount];
        float[] im = new float[fft.BinCount];
        fft.Forward([.. signal[..Size].Zip(Window.Hann(Size), (a, b) => a * b)], re, im);
        float[] magnitudes = [.. re.Zip(im, (a, b) => MathF.Sqrt((a * a) + (b * b)))];
        SpectralPeak[] peaks = new SpectralPeak[fft.BinCount];
        return peaks[..SpectralPeaks.Find(magnitudes, new double[fft.BinCount + 1], (double)SampleRate / Size, 38, 3500, peaks)];
    }
}
