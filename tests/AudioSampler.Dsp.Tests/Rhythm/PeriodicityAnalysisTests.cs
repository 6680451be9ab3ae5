using AudioSampler.Dsp.Rhythm;

namespace AudioSampler.Dsp.Tests.Rhythm;

public sealed class PeriodicityAnalysisTests
{
    [Fact]
    public void Correlation_equals_the_sum_of_products()
    {
        float[] series = Noise(301);
        var analysis = new PeriodicityAnalysis(400);
        analysis.Compute(series, 21);
        double[] flat = new double[series.Length];
        for (int i = 0; i < flat.Length; i++)
        {
            int first = Math.Max(0, i - 10);
            int last = Math.Min(flat.Length - 1, i + 10);
            flat[i] = series[i] - series[first..(last + 1)].Average(x => (double)x);
        }

        double energy = flat.Sum(x => x * x) / flat.Length;
        for (int lag = 0; lag < series.Length; lag += 7)
        {
            double product = 0;
            for (int i = lag; i < flat.Length; i++)
            {
                product += flat[i] * flat[i - lag];
            }

            Assert.Equal(product / (flat.Length - lag) / energy, analysis.Correlation[lag], 3);
        }
    }

    [Fact]
    public void Pulse_train_gives_one_at_its_period_and_its_frequency()
    {
        float[] series = new float[860];
        for (int i = 0; i < series.Length; i += 43)
        {
            series[i] = 1;
        }

        var analysis = new PeriodicityAnalysis(series.Length);
        analysis.Compute(series, 86);
        Assert.InRange(analysis.Correlation[43], 0.9, 1.1);
        Assert.InRange(analysis.Correlation[21], -0.2, 0.1);
        int bin = (int)Math.Round(analysis.FftLength / 43.0);
        Assert.True(analysis.Power[bin] > 20 * analysis.Power[bin + (bin / 2)]);
    }

    [Fact]
    public void Scale_makes_no_difference()
    {
        float[] series = Noise(200);
        var one = new PeriodicityAnalysis(200);
        var other = new PeriodicityAnalysis(200);
        one.Compute(series, 40);
        other.Compute([.. series.Select(x => 1000 * x)], 40);
        Assert.All(one.Correlation.ToArray().Zip(other.Correlation.ToArray()), p => Assert.Equal(p.First, p.Second, 3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public void Constant_gives_zeros(int frames)
    {
        float[] series = new float[frames];
        Array.Fill(series, 3f);
        var analysis = new PeriodicityAnalysis(100);
        analysis.Compute(series, 10);
        Assert.All(analysis.Correlation.ToArray(), value => Assert.Equal(0, value));
        Assert.All(analysis.Power, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Longer_than_made_for_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PeriodicityAnalysis(10).Compute(new float[11], 3));

    private static float[] Noise(int frames)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, frames).Select(_ => (float)random.NextDouble())];
    }
}
