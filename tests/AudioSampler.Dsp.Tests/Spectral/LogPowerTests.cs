using AudioSampler.Dsp.Spectral;

namespace AudioSampler.Dsp.Tests.Spectral;

public sealed class LogPowerTests
{
    [Fact]
    public void Power_of_ten_is_ten_decibels_and_the_floor_holds()
    {
        float[] decibels = new float[5];
        LogPower.ToDecibels([1, 10, 0.001f, 0, float.PositiveInfinity], decibels);
        Assert.Equal(0, decibels[0], 1e-5f);
        Assert.Equal(10, decibels[1], 1e-5f);
        Assert.Equal(-30, decibels[2], 1e-4f);
        Assert.Equal(-100, decibels[3], 1e-4f);
        Assert.Equal(float.PositiveInfinity, decibels[4]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(33)]
    public void Nan_stays_where_it_is(int length)
    {
        float[] values = new float[length];
        values[^1] = float.NaN;
        LogPower.ToDecibels(values, values, 0.01f);
        Assert.All(values[..^1], value => Assert.Equal(-20, value, 1e-4f));
        Assert.True(float.IsNaN(values[^1]));
    }

    [Fact]
    public void Wrong_parameters_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LogPower.ToDecibels(new float[1], new float[1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LogPower.ToDecibels(new float[2], new float[1]));
    }
}
