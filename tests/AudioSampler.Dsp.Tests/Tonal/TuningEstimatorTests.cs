using AudioSampler.Dsp.Tonal;

namespace AudioSampler.Dsp.Tests.Tonal;

public sealed class TuningEstimatorTests
{
    [Theory]
    [InlineData(-49)]
    [InlineData(-20.5)]
    [InlineData(0)]
    [InlineData(33)]
    [InlineData(49)]
    public void Common_deviation_is_found_in_spite_of_flat_fifth_harmonics(double cents)
    {
        var estimator = new TuningEstimator();
        for (int midi = 48; midi < 60; midi++)
        {
            double hz = 440 * Math.Pow(2, (midi - 69 + (cents / 100)) / 12);
            for (int h = 1; h <= 7; h++)
            {
                estimator.Add(new SpectralPeak((float)(hz * h), 1));
            }
        }

        double found = Assert.IsType<Tuning>(estimator.Estimate()).Cents;
        double error = found - cents;
        Assert.InRange(error - (100 * Math.Round(error / 100)), -1.5, 1.5);
        Assert.InRange(found, -50, 50);
    }

    [Fact]
    public void No_partials_have_no_tuning()
    {
        Assert.Null(new TuningEstimator().Estimate());
        Assert.Equal(0, new TuningEstimator().Concentration);
    }

    [Fact]
    public void Partials_spread_evenly_have_no_tuning()
    {
        var estimator = new TuningEstimator();
        for (int i = 0; i < 1200; i++)
        {
            estimator.Add(new SpectralPeak((float)(440 * Math.Pow(2, i / 1200.0)), 1));
        }

        Assert.Null(estimator.Estimate());
        Assert.Equal(0, estimator.Concentration, 3);
    }
}
