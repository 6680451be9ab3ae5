using AudioSampler.Dsp.Levels;

namespace AudioSampler.Dsp.Tests.Levels;

public sealed class LevelSeriesTests
{
    [Fact]
    public void Quietest_tenth_of_mixed_levels_is_the_mean_of_the_smallest()
    {
        float[] values = [.. Enumerable.Range(1, 1000).Select(i => i * 1e-6f)];
        Random.Shared.Shuffle(values);

        double expected = 10 * Math.Log10(Enumerable.Range(1, 100).Average(i => i * 1e-6));

        Assert.Equal(expected, Series(values).QuietestTenthDbfs()!.Value, 0.05);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Fewer_than_ten_hops_give_the_smallest(int count)
    {
        float[] values = [.. Enumerable.Range(1, count).Select(i => i * 0.01f)];

        Assert.Equal(-20, Series(values).QuietestTenthDbfs()!.Value, 0.01);
    }

    [Fact]
    public void Empty_series_has_none()
    {
        Assert.Null(Series([]).QuietestTenthDbfs());
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new LevelSeries(44_100, 441, 882, [1], [1]));
        Assert.Throws<ArgumentException>(() => new LevelSeries(44_100, 441, 441, [1], []));
    }

    private static LevelSeries Series(float[] values) => new(44_100, 441, 441 * values.Length, values, values);
}
