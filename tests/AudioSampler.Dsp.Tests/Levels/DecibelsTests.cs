using AudioSampler.Dsp.Levels;

namespace AudioSampler.Dsp.Tests.Levels;

public sealed class DecibelsTests
{
    [Fact]
    public void Amplitudes_and_powers_have_levels()
    {
        Assert.Equal(-20, Decibels.OfAmplitude(0.1)!.Value, 1e-9);
        Assert.Equal(-10, Decibels.OfPower(0.1)!.Value, 1e-9);
        Assert.Equal(0.1, Decibels.ToPower(-10), 1e-9);
    }

    [Fact]
    public void Zero_has_no_level()
    {
        Assert.Null(Decibels.OfAmplitude(0));
        Assert.Null(Decibels.OfPower(0));
    }
}
