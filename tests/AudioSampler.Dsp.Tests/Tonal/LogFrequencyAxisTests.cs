using AudioSampler.Dsp.Tonal;

namespace AudioSampler.Dsp.Tests.Tonal;

public sealed class LogFrequencyAxisTests
{
    [Theory]
    [InlineData(0, 32.7032)]
    [InlineData(36, 65.4064)]
    [InlineData(135, 440)]
    public void Bins_are_equal_steps_in_pitch(double bin, double hz)
    {
        var axis = new LogFrequencyAxis(LogFrequencyAxis.C1Hz, 36, 252);

        Assert.Equal(hz, axis.HzOf(bin), 3);
        Assert.Equal(bin, axis.BinOf(axis.HzOf(bin)), 9);
    }
}
