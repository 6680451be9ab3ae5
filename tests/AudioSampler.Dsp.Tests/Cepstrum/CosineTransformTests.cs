using AudioSampler.Dsp.Cepstrum;

namespace AudioSampler.Dsp.Tests.Cepstrum;

public sealed class CosineTransformTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Sum_of_squares_is_kept(int length)
    {
        float[] values = [.. Enumerable.Range(0, length).Select(i => MathF.Sin(i * i) + 0.2f)];
        float[] coefficients = new float[length];
        new CosineTransform(length, length).Apply(values, coefficients);
        Assert.Equal(values.Sum(x => x * x), coefficients.Sum(x => x * x), 1e-4f);
    }

    [Fact]
    public void Constant_gives_the_first_coefficient_alone()
    {
        float[] coefficients = new float[5];
        new CosineTransform(16, 5).Apply([.. Enumerable.Repeat(3f, 16)], coefficients);
        Assert.Equal(12, coefficients[0], 1e-5f);
        Assert.All(coefficients[1..], c => Assert.Equal(0, c, 1e-5f));
    }

    [Fact]
    public void Not_finite_value_spoils_all_coefficients()
    {
        float[] coefficients = new float[3];
        new CosineTransform(4, 3).Apply([1, float.NaN, 1, 1], coefficients);
        Assert.All(coefficients, c => Assert.True(float.IsNaN(c)));
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineTransform(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineTransform(4, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineTransform(4, 5));
        var transform = new CosineTransform(4, 2);
        Assert.Throws<ArgumentException>(() => transform.Apply(new float[3], new float[2]));
        Assert.Throws<ArgumentException>(() => transform.Apply(new float[4], new float[1]));
    }
}
