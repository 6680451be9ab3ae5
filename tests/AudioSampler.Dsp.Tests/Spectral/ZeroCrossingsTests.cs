using AudioSampler.Dsp.Spectral;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Spectral;

public sealed class ZeroCrossingsTests
{
    [Theory]
    [InlineData(new float[0], 0)]
    [InlineData(new[] { -1f }, 0)]
    [InlineData(new[] { -1f, 1 }, 1)]
    [InlineData(new[] { 1f, 0, 1 }, 0)]
    [InlineData(new[] { -1f, 0, -1 }, 2)]
    [InlineData(new[] { -1f, float.NaN, float.NegativeInfinity, float.PositiveInfinity }, 3)]
    public void Few_samples_are_counted(float[] samples, int expected) => Assert.Equal(expected, ZeroCrossings.Count(samples));

    [Fact]
    public void Negative_zero_is_not_negative() => Assert.Equal(0, ZeroCrossings.Count([1, -0f, 1]));

    [Fact]
    public void Any_length_gives_the_plain_count()
    {
        float[] noise = TestSignals.Noise(1, 1000);
        for (int length = 0; length < 70; length++)
        {
            int expected = 0;
            for (int i = 1; i < length; i++)
            {
                expected += noise[i] < 0 != noise[i - 1] < 0 ? 1 : 0;
            }

            Assert.Equal(expected, ZeroCrossings.Count(noise.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Blocks_that_share_a_sample_add_up()
    {
        float[] noise = TestSignals.Noise(1, 1000);
        int whole = ZeroCrossings.Count(noise);
        Assert.Equal(whole, ZeroCrossings.Count(noise.AsSpan(0, 334)) + ZeroCrossings.Count(noise.AsSpan(333)));
    }

    [Fact]
    public void Sine_crosses_twice_a_period()
    {
        double? rate = ZeroCrossings.Rate(TestSignals.Sine(440, 1, 22050, phase: 0.2));
        Assert.Equal(880.0 / 22049, rate!.Value, 1e-12);
    }

    [Fact]
    public void Rate_of_silence_is_zero_and_of_one_sample_unknown()
    {
        Assert.Equal(0, ZeroCrossings.Rate(new float[100]));
        Assert.Null(ZeroCrossings.Rate(new float[1]));
        Assert.Null(ZeroCrossings.Rate([]));
    }
}
