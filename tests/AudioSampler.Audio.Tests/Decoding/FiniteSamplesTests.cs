using AudioSampler.Audio.Decoding;

namespace AudioSampler.Audio.Tests.Decoding;

public sealed class FiniteSamplesTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Each_position_is_looked_at(float bad)
    {
        for (int length = 1; length < 40; length++)
        {
            for (int at = 0; at < length; at++)
            {
                float[] samples = new float[length];
                Array.Fill(samples, 0.5f);
                samples[at] = bad;

                Assert.Equal(1, FiniteSamples.Repair(samples));
                Assert.Equal(0, samples[at]);
                Assert.Equal((length - 1) * 0.5f, samples.Sum());
            }
        }
    }

    [Fact]
    public void Numbers_stay_as_they_are()
    {
        float[] samples = [0, -0f, float.MaxValue, float.MinValue, float.Epsilon, 1, -1, 3e38f, 3e38f, 3e38f, 3e38f, 3e38f];
        float[] before = [.. samples];

        Assert.Equal(0, FiniteSamples.Repair(samples));
        Assert.Equal(before, samples);
        Assert.Equal(0, FiniteSamples.Repair([]));
    }
}
