using AudioSampler.Dsp.Loudness;

namespace AudioSampler.Dsp.Tests.Loudness;

public sealed class ChannelWeightsTests
{
    [Theory]
    [InlineData(1, null, new float[] { 1 })]
    [InlineData(2, "stereo", new float[] { 1, 1 })]
    [InlineData(6, null, new float[] { 1, 1, 1, 0, 1.41f, 1.41f })]
    [InlineData(6, "5.1(side)", new float[] { 1, 1, 1, 0, 1.41f, 1.41f })]
    [InlineData(8, "7.1", new float[] { 1, 1, 1, 0, 1, 1, 1.41f, 1.41f })]
    [InlineData(4, "quad", new float[] { 1, 1, 1.41f, 1.41f })]
    [InlineData(4, null, new float[] { 1, 1, 1, 1 })]
    [InlineData(3, "2.1", new float[] { 1, 1, 0 })]
    [InlineData(6, "no such layout", new float[] { 1, 1, 1, 0, 1.41f, 1.41f })]
    [InlineData(2, "5.1", new float[] { 1, 1 })]
    public void Layout_gives_its_weights(int channels, string? layout, float[] expected)
    {
        Assert.Equal(expected, ChannelWeights.For(channels, layout));
    }

    [Fact]
    public void Any_number_of_channels_has_as_many_weights()
    {
        for (int channels = 1; channels <= 32; channels++)
        {
            Assert.Equal(channels, ChannelWeights.For(channels).Length);
        }
    }

    [Fact]
    public void No_channel_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ChannelWeights.For(0));
    }
}
