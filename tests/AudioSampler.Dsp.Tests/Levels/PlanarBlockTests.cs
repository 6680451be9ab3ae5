using AudioSampler.Dsp.Levels;

namespace AudioSampler.Dsp.Tests.Levels;

public sealed class PlanarBlockTests
{
    [Theory]
    [InlineData(1, 37)]
    [InlineData(2, 37)]
    [InlineData(2, 8)]
    [InlineData(3, 5)]
    [InlineData(32, 9)]
    [InlineData(2, 0)]
    public void Interleaved_frames_come_apart(int channels, int frames)
    {
        float[] interleaved = [.. Enumerable.Range(0, channels * frames).Select(i => (float)i)];
        var block = new PlanarBlock(channels, 40);

        block.Load(interleaved);

        Assert.Equal(frames, block.Frames);
        for (int c = 0; c < channels; c++)
        {
            Assert.Equal(Enumerable.Range(0, frames).Select(i => (float)((i * channels) + c)), block.Channel(c).ToArray());
        }
    }

    [Fact]
    public void Part_of_a_frame_and_too_many_frames_are_refused()
    {
        var block = new PlanarBlock(2, 4);

        Assert.Throws<ArgumentException>(() => block.Load(new float[3]));
        Assert.Throws<ArgumentException>(() => block.Load(new float[10]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlanarBlock(0, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlanarBlock(2, 0));
    }

    [Fact]
    public void Cleared_block_is_empty()
    {
        var block = new PlanarBlock(1, 4);
        block.Load([1, 2]);

        block.Clear();

        Assert.Equal(0, block.Channel(0).Length);
    }
}
