using AudioSampler.Dsp.Spectral;

namespace AudioSampler.Dsp.Tests.Spectral;

public sealed class SpectralContrastTests
{
    [Fact]
    public void Contrast_has_the_values_of_numpy()
    {
        var golden = GoldenShape.Read();
        var contrast = new SpectralContrast(golden.SampleRate, golden.FftLength);
        float[] decibels = new float[contrast.BandCount];
        Assert.Equal(7, contrast.BandCount);
        foreach (GoldenShape.Case expected in golden.Cases)
        {
            contrast.Measure(expected.Power, decibels);
            Assert.Equal(expected.ContrastDb.Length, decibels.Length);
            for (int band = 0; band < decibels.Length; band++)
            {
                Assert.Equal(expected.ContrastDb[band], decibels[band], 1e-3);
            }
        }
    }

    [Fact]
    public void Silence_and_level_spectrum_have_no_contrast()
    {
        var contrast = new SpectralContrast(22050, 2048);
        float[] power = new float[contrast.BinCount];
        float[] decibels = new float[contrast.BandCount];
        contrast.Measure(power, decibels);
        Assert.All(decibels, db => Assert.Equal(0, db));
        Array.Fill(power, 0.25f);
        contrast.Measure(power, decibels);
        Assert.All(decibels, db => Assert.Equal(0, db, 1e-4f));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Bad_bin_spoils_its_band_alone(float bad)
    {
        var contrast = new SpectralContrast(22050, 2048);
        float[] power = new float[contrast.BinCount];
        power[^1] = bad;
        float[] decibels = new float[contrast.BandCount];
        contrast.Measure(power, decibels);
        Assert.True(float.IsNaN(decibels[^1]));
        Assert.All(decibels[..^1], db => Assert.Equal(0, db));
    }

    [Theory]
    [InlineData(300, 2)]
    [InlineData(8000, 16)]
    [InlineData(192000, 64)]
    public void Few_bins_still_give_bands(int sampleRate, int fftLength)
    {
        var contrast = new SpectralContrast(sampleRate, fftLength);
        float[] decibels = new float[contrast.BandCount];
        contrast.Measure(new float[contrast.BinCount], decibels);
        Assert.InRange(contrast.BandCount, 1, contrast.BinCount);
    }

    [Fact]
    public void Wrong_parameters_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralContrast(0, 1024));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralContrast(22050, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralContrast(22050, 1025));
        var contrast = new SpectralContrast(22050, 1024);
        Assert.Throws<ArgumentException>(() => contrast.Measure(new float[512], new float[7]));
        Assert.Throws<ArgumentException>(() => contrast.Measure(new float[513], new float[6]));
    }
}
