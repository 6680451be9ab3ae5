using AudioSampler.Dsp.Levels;
using AudioSampler.Dsp.Tests.Loudness;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Levels;

public sealed class LevelMeterTests
{
    private const int Rate = 44_100;

    [Fact]
    public void Sine_has_its_level_and_peak_in_every_hop()
    {
        LevelSeries levels = Metering.Levels(Rate, [TestSignals.Sine(1000, 1, Rate)]).Levels;

        Assert.Equal(100, levels.Count);
        Assert.Equal(0.01, levels.HopSeconds);
        Assert.All(levels.MeanSquares.ToArray(), value => Assert.Equal(0.125f, value, 1e-3f));
        Assert.All(levels.Peaks.ToArray(), value => Assert.Equal(0.5f, value, 1e-2f));
    }

    [Fact]
    public void Level_is_that_of_the_loudest_channel()
    {
        float[] quiet = TestSignals.Sine(1000, 1, Rate, 0.1);
        float[] loud = TestSignals.Sine(1000, 1, Rate, 0.5);

        LevelSeries levels = Metering.Levels(Rate, [quiet, loud, new float[Rate]]).Levels;

        Assert.Equal(Metering.Levels(Rate, [loud]).Levels.MeanSquares.ToArray(), levels.MeanSquares.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Any_cut_into_blocks_gives_the_same_bits(int channels)
    {
        float[][] signal = [.. Enumerable.Range(0, channels).Select(c => TestSignals.Noise(0.517, Rate, 1.2, c + 1))];
        (LevelSeries whole, SignalQuality quality) = Metering.Levels(Rate, signal, 100_000);

        foreach (int block in new[] { 1, 13, 441, 1000 })
        {
            (LevelSeries cut, SignalQuality cutQuality) = Metering.Levels(Rate, signal, block);
            Assert.Equal(whole.MeanSquares.ToArray(), cut.MeanSquares.ToArray());
            Assert.Equal(whole.Peaks.ToArray(), cut.Peaks.ToArray());
            Assert.Equal(quality, cutQuality);
        }
    }

    [Fact]
    public void Half_the_amplitude_is_six_decibels_less()
    {
        float[] loud = TestSignals.Noise(1, Rate);
        LevelSeries full = Metering.Levels(Rate, [loud]).Levels;
        LevelSeries half = Metering.Levels(Rate, [Array.ConvertAll(loud, x => x / 2)]).Levels;

        Assert.Equal(Array.ConvertAll(full.MeanSquares.ToArray(), x => x / 4), half.MeanSquares.ToArray());
    }

    [Fact]
    public void Shift_by_whole_hops_shifts_the_series()
    {
        float[] signal = TestSignals.Noise(0.5, Rate);
        LevelSeries plain = Metering.Levels(Rate, [signal]).Levels;
        LevelSeries shifted = Metering
            .Levels(
                Rate,
                [
                    [.. new float[4410], .. signal],
                ]
            )
            .Levels;

        Assert.Equal(plain.Peaks.ToArray(), shifted.Peaks[10..].ToArray());
    }

    [Fact]
    public void Constant_offset_is_no_sound()
    {
        float[] signal = TestSignals.Noise(3, Rate, 0.001);
        float[] lifted = Array.ConvertAll(signal, x => x + 0.1f);

        (LevelSeries levels, SignalQuality quality) = Metering.Levels(Rate, [lifted]);

        Assert.Equal(0.1, quality.DcOffset, 1e-4);
        Assert.All(levels.MeanSquares.ToArray(), value => Assert.InRange(value, 0, 1e-6f));
    }

    [Fact]
    public void Low_thump_does_not_lengthen_itself()
    {
        float[] signal = new float[2 * Rate];
        Array.Fill(signal, 0.5f, 0, 2205);

        LevelSeries levels = Metering.Levels(Rate, [signal]).Levels;

        Assert.All(levels.MeanSquares[5..].ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Silence_has_no_levels()
    {
        (LevelSeries levels, SignalQuality quality) = Metering.Levels(Rate, [new float[Rate], new float[Rate]]);

        Assert.All(levels.MeanSquares.ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(new SignalQuality(), quality);
    }

    [Fact]
    public void One_sample_is_one_hop()
    {
        (LevelSeries levels, SignalQuality quality) = Metering.Levels(
            Rate,
            [
                [-0.5f],
            ]
        );

        Assert.Equal(1, levels.Count);
        Assert.Equal(0.5f, levels.Peaks[0]);
        Assert.Equal(-6.02, quality.PeakDbfs!.Value, 0.01);
        Assert.Equal(1.0 / Rate, levels.DurationSeconds);
    }

    [Fact]
    public void Nothing_at_all_has_no_hops()
    {
        (LevelSeries levels, SignalQuality quality) = new LevelMeter(Rate, 2).Complete();

        Assert.Equal(0, levels.Count);
        Assert.Equal(new SignalQuality(), quality);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(11_025)]
    [InlineData(768_000)]
    public void Any_rate_has_hops_that_cover_the_file(int rate)
    {
        LevelSeries levels = Metering.Levels(rate, [TestSignals.Noise(3, rate)]).Levels;

        Assert.Equal(3, levels.DurationSeconds);
        Assert.InRange(levels.Count * levels.HopSeconds, 3, 3 + levels.HopSeconds);
    }

    [Fact]
    public void Samples_beyond_all_measure_stay_finite()
    {
        float[] signal = new float[Rate];
        for (int i = 0; i < signal.Length; i++)
        {
            signal[i] = i % 3 == 0 ? 3e38f : -3e38f;
        }

        (LevelSeries levels, SignalQuality quality) = Metering.Levels(Rate, [signal, signal]);

        Assert.All(levels.MeanSquares.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.True(double.IsFinite(quality.DcOffset));
        Assert.True(quality.PhaseCorrelation is null or (>= -1 and <= 1));
    }

    [Fact]
    public void Phase_correlation_tells_same_opposite_and_unrelated_channels()
    {
        float[] a = TestSignals.Noise(1, Rate, 0.5, 1);
        float[] b = TestSignals.Noise(1, Rate, 0.5, 2);

        Assert.Equal(1, Correlation(a, a)!.Value, 1e-6);
        Assert.Equal(-1, Correlation(a, Array.ConvertAll(a, x => -x))!.Value, 1e-6);
        Assert.Equal(0, Correlation(a, b)!.Value, 0.02);
        Assert.Null(Correlation(a, new float[a.Length]));
        Assert.Null(Metering.Levels(Rate, [a]).Quality.PhaseCorrelation);
        Assert.Null(Metering.Levels(Rate, [a, a, a]).Quality.PhaseCorrelation);
    }

    [Fact]
    public void Noise_floor_is_the_level_of_the_quietest_tenth()
    {
        float[] signal = TestSignals.Noise(10, Rate, 0.5);
        for (int i = 3 * Rate; i < 5 * Rate; i++)
        {
            signal[i] *= 0.01f;
        }

        // Uniform noise of amplitude a has the RMS a / sqrt 3. The quietest half of the quiet hops is a little below their mean.
        double expected = 20 * Math.Log10(0.005 / Math.Sqrt(3));
        Assert.InRange(Metering.Levels(Rate, [signal]).Quality.NoiseFloorDbfs!.Value, expected - 0.5, expected);
    }

    [Fact]
    public void Noise_floor_of_a_file_with_a_tenth_of_silence_is_unknown()
    {
        float[] signal = TestSignals.Noise(10, Rate, 0.5);
        Array.Clear(signal, 0, 2 * Rate);

        Assert.Null(Metering.Levels(Rate, [signal]).Quality.NoiseFloorDbfs);
    }

    [Fact]
    public void Other_number_of_channels_and_late_samples_are_refused()
    {
        var meter = new LevelMeter(Rate, 2);
        Assert.Throws<ArgumentException>(() => meter.Process(new PlanarBlock(1, 10)));
        meter.Complete();
        Assert.Throws<InvalidOperationException>(() => meter.Process(new PlanarBlock(2, 10)));
    }

    [Fact]
    public void Steady_use_allocates_nothing()
    {
        var meter = new LevelMeter(Rate, 2, 60);
        var block = new PlanarBlock(2, 4096);
        block.Load(TestSignals.Noise(8192.0 / Rate, Rate));
        meter.Process(block);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            meter.Process(block);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double? Correlation(float[] left, float[] right) => Metering.Levels(Rate, [left, right]).Quality.PhaseCorrelation;
}
