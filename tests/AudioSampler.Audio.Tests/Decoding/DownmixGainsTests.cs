using AudioSampler.Audio.Decoding;
using AudioSampler.Dsp.Levels;

namespace AudioSampler.Audio.Tests.Decoding;

public sealed class DownmixGainsTests
{
    [Fact]
    public void Pairs_and_unknown_layouts_weigh_all_channels_alike()
    {
        Assert.Equal([1f], DownmixGains.For("mono", 1));
        Assert.Equal([0.5f, 0.5f], DownmixGains.For("stereo", 2));
        Assert.Equal([0.5f, 0.5f], DownmixGains.For(null, 2));
        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f], DownmixGains.For("5.1", 4)); // the name contradicts the channels
    }

    [Fact]
    public void Surround_follows_the_recommendation_without_its_low_frequency_channel()
    {
        float sum = 0.70710678f + 0.70710678f + 1 + 0.5f + 0.5f;

        Assert.Equal([0.70710678f / sum, 0.70710678f / sum, 1 / sum, 0, 0.5f / sum, 0.5f / sum], DownmixGains.For("5.1(side)", 6));
    }

    [Theory]
    [InlineData("2.1", 3)]
    [InlineData("quad", 4)]
    [InlineData("5.0", 5)]
    [InlineData("6.1", 7)]
    [InlineData("7.1", 8)]
    [InlineData(null, 32)]
    public void Full_scale_everywhere_never_clips(string? layout, int channels)
    {
        float[] gains = DownmixGains.For(layout, channels);

        Assert.Equal(1, gains.Sum(), 5);
        Assert.All(gains, gain => Assert.InRange(gain, 0, 1));
    }

    [Fact]
    public void A_mix_is_the_sum_of_the_channels_by_their_gains()
    {
        var block = new PlanarBlock(3, 100);
        float[] samples = TestSignals.Noise(1, 3 * 77);
        block.Load(samples);
        float[] mono = new float[100];

        new MonoMix([0.5f, 0, 0.25f]).Mix(block, mono);

        for (int i = 0; i < 77; i++)
        {
            Assert.Equal((samples[3 * i] * 0.5f) + (samples[(3 * i) + 2] * 0.25f), mono[i], 1e-6f);
        }

        Assert.All(mono[77..], sample => Assert.Equal(0, sample));
    }
}
