using AudioSampler.Dsp.Rhythm;

namespace AudioSampler.Dsp.Tests.Rhythm;

public sealed class OnsetPeaksTests
{
    [Fact]
    public void Separate_peaks_are_all_found_whatever_the_scale()
    {
        float[] series = new float[400];
        int[] expected = [20, 60, 130, 300];
        foreach (int peak in expected)
        {
            series[peak] = 1;
            series[peak + 1] = 0.6f;
        }

        Assert.Equal(expected, OnsetPeaks.Pick(series, 86));
        Assert.Equal(expected, OnsetPeaks.Pick([.. series.Select(x => 1e-3f * x)], 86));
    }

    [Fact]
    public void Two_frames_of_one_onset_give_one_peak()
    {
        float[] series = new float[100];
        series[50] = series[51] = 1;
        Assert.Equal([50], OnsetPeaks.Pick(series, 86));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    public void Silence_gives_none(int frames) => Assert.Empty(OnsetPeaks.Pick(new float[frames], 86));

    [Fact]
    public void Values_that_are_no_numbers_give_no_peak_there()
    {
        float[] series = new float[100];
        series[50] = float.NaN;
        Assert.DoesNotContain(50, OnsetPeaks.Pick(series, 86));
    }
}
