using AudioSampler.Dsp.Spectral;

namespace AudioSampler.Dsp.Tests.Spectral;

public sealed class SpectralShapeMeterTests
{
    [Fact]
    public void Shape_has_the_values_of_the_definitions()
    {
        var golden = GoldenShape.Read();
        var meter = new SpectralShapeMeter(golden.SampleRate, golden.FftLength);
        Assert.Equal(2, golden.Cases.Length);
        foreach (GoldenShape.Case expected in golden.Cases)
        {
            Assert.True(meter.TryMeasure(expected.Power, out SpectralShape shape));
            Assert.Equal(expected.CentroidHz, shape.CentroidHz, 0.05);
            Assert.Equal(expected.BandwidthHz, shape.BandwidthHz, 0.05);
            Assert.Equal(expected.RolloffHz, shape.RolloffHz, 1e-3);
            Assert.Equal(1, shape.Flatness / expected.Flatness, 1e-4);
            Assert.Equal(expected.Entropy, shape.Entropy, 1e-5);
        }
    }

    [Fact]
    public void Level_does_not_matter()
    {
        float[] power = GoldenShape.Read().Cases[1].Power;
        var meter = new SpectralShapeMeter(22050, 1024);
        Assert.True(meter.TryMeasure(power, out SpectralShape shape));
        foreach (float gain in new[] { 1e-12f, 1e-3f, 1e6f })
        {
            Assert.True(meter.TryMeasure([.. power.Select(p => gain * p)], out SpectralShape scaled));
            Assert.Equal(shape.CentroidHz, scaled.CentroidHz, 0.1);
            Assert.Equal(shape.BandwidthHz, scaled.BandwidthHz, 0.1);
            Assert.Equal(shape.RolloffHz, scaled.RolloffHz, 1e-3);
            Assert.Equal(1, scaled.Flatness / shape.Flatness, 1e-3);
            Assert.Equal(shape.Entropy, scaled.Entropy, 1e-4);
        }
    }

    [Fact]
    public void One_bin_gives_its_frequency_and_no_spread()
    {
        float[] power = new float[513];
        power[100] = 4;
        Assert.True(new SpectralShapeMeter(10240, 1024).TryMeasure(power, out SpectralShape shape));
        Assert.Equal(1000, shape.CentroidHz, 1e-2);
        Assert.Equal(0, shape.BandwidthHz, 1e-2);
        Assert.Equal(1000, shape.RolloffHz, 1e-3);
        Assert.InRange(shape.Flatness, 0, 1e-9);
        Assert.Equal(0, shape.Entropy, 1e-6);
    }

    [Fact]
    public void Equal_bins_give_flatness_and_entropy_of_one()
    {
        float[] power = new float[513];
        Array.Fill(power, 0.3f);
        Assert.True(new SpectralShapeMeter(10240, 1024).TryMeasure(power, out SpectralShape shape));
        Assert.Equal(2560, shape.CentroidHz, 0.1);
        Assert.Equal(1, shape.Flatness, 1e-5);
        Assert.Equal(1, shape.Entropy, 1e-5);
        Assert.Equal(0.85 * 5120, shape.RolloffHz, 10.0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(float.Epsilon)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.MaxValue)]
    public void Silence_and_bad_bins_have_no_shape(float value)
    {
        float[] power = new float[513];
        Array.Fill(power, value);
        Assert.False(new SpectralShapeMeter(10240, 1024).TryMeasure(power, out SpectralShape shape));
        Assert.Equal(default, shape);
    }

    [Fact]
    public void Wrong_parameters_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralShapeMeter(0, 1024));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralShapeMeter(22050, 1023));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralShapeMeter(22050, 0));
        Assert.Throws<ArgumentException>(() => new SpectralShapeMeter(22050, 1024).TryMeasure(new float[512], out _));
    }
}
