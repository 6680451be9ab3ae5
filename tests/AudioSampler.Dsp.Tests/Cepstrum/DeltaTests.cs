using AudioSampler.Dsp.Cepstrum;

namespace AudioSampler.Dsp.Tests.Cepstrum;

public sealed class DeltaTests
{
    [Fact]
    public void Slopes_are_those_of_a_straight_savitzky_golay_filter()
    {
        GoldenSlopes golden = Golden.Read<GoldenSlopes>("Cepstrum", "mfcc.json");
        float[] slopes = Slopes(golden.Frames, 3, 4);
        Assert.Equal(golden.Slopes.Length, slopes.Length);
        for (int i = 0; i < slopes.Length; i++)
        {
            Assert.Equal(golden.Slopes[i], slopes[i], 1e-5);
        }
    }

    [Fact]
    public void Straight_rise_gives_its_slope_away_from_the_ends()
    {
        float[] slopes = Slopes([.. Enumerable.Range(0, 30).Select(t => 0.5f * t)], 1, 3);
        Assert.Equal(30, slopes.Length);
        Assert.All(slopes[3..^3], slope => Assert.Equal(0.5f, slope, 1e-5f));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Short_constant_has_no_slope(int frames)
    {
        float[] slopes = Slopes([.. Enumerable.Repeat(7f, frames)], 1, 4);
        Assert.Equal(frames, slopes.Length);
        Assert.All(slopes, slope => Assert.Equal(0, slope, 1e-6f));
    }

    [Fact]
    public void Bad_value_spoils_only_the_frames_around()
    {
        float[] values = new float[20];
        values[10] = float.NaN;
        float[] slopes = Slopes(values, 1, 2);
        int[] spoiled = [.. Enumerable.Range(0, 20).Where(t => float.IsNaN(slopes[t]))];
        Assert.Equal([8, 9, 11, 12], spoiled);
    }

    [Fact]
    public void Reset_begins_a_new_signal()
    {
        var delta = new Delta(1, 1);
        delta.Push([9]);
        delta.Complete();
        delta.Reset();
        float[] slope = new float[1];
        Assert.False(delta.TryRead(slope));
        delta.Push([1]);
        Assert.False(delta.TryRead(slope));
        delta.Push([2]);
        Assert.True(delta.TryRead(slope));
        Assert.Equal(0.5f, slope[0], 1e-6f);
    }

    [Fact]
    public void Wrong_use_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Delta(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Delta(1, 0));
        var delta = new Delta(2, 1);
        Assert.Throws<ArgumentException>(() => delta.Push(new float[3]));
        delta.Push(new float[2]);
        delta.Push(new float[2]);
        Assert.Throws<InvalidOperationException>(() => delta.Push(new float[2]));
        Assert.True(delta.TryRead(new float[2]));
        delta.Complete();
        Assert.Throws<InvalidOperationException>(() => delta.Push(new float[2]));
    }

    private static float[] Slopes(float[] frames, int width, int reach)
    {
        var delta = new Delta(width, reach);
        var all = new List<float>();
        float[] slopes = new float[width];
        foreach (float[] frame in frames.Chunk(width))
        {
            delta.Push(frame);
            Drain();
        }

        delta.Complete();
        Drain();
        return [.. all];

        void Drain()
        {
            while (delta.TryRead(slopes))
            {
                all.AddRange(slopes);
            }
        }
    }

    private sealed record GoldenSlopes(float[] Frames, double[] Slopes);
}
