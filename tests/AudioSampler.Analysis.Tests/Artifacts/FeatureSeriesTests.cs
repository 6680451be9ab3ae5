using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Artifacts;

public class FeatureSeriesTests
{
    private const int Rate = FeatureLayout.SampleRate;

    [Fact]
    public void An_empty_signal_has_no_blocks_and_no_statistics()
    {
        FeatureSeries series = Compute([]);

        Assert.Equal(0, series.Count);
        Assert.Equal(0, series.Totals.Frames);
        Assert.Null(series.Totals.RmsDb);
        Assert.Empty(series.Totals.Mfcc);
    }

    [Fact]
    public void Silence_has_blocks_at_the_floor_and_no_statistics()
    {
        FeatureSeries series = Compute(new float[Rate]);

        Assert.Equal(11, series.Count);
        Assert.Equal(FeatureLayout.SilenceDb, series.LevelDb(5));
        Assert.Null(series.Totals.CentroidHz);
    }

    [Fact]
    public void One_sample_makes_one_block_of_finite_values()
    {
        FeatureSeries series = Compute([0.5f]);

        Assert.Equal(1, series.Count);
        Assert.All(series.Block(0).ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.Equal(-6.02f, series.Block(0)[FeatureLayout.Levels], 2);
    }

    [Theory]
    [InlineData(220)]
    [InlineData(440)]
    [InlineData(880)]
    public void A_tone_is_found_at_its_pitch_level_and_place(double hz)
    {
        FeatureSeries series = Compute(TestSignals.Sine(hz, 2, Rate, amplitude: 0.5));

        ReadOnlySpan<float> block = series.Block(10);
        Assert.Equal(-9.03, block[FeatureLayout.Levels], 1);
        Assert.InRange(block[FeatureLayout.PitchStrengths], 0.95f, 1f);
        Assert.Equal(69 + (12 * Math.Log2(hz / 440)), block[FeatureLayout.Pitches], 1);
        Assert.Equal(Math.Log2(hz), block[FeatureLayout.Centroid], 1);
        Assert.Equal(1, block[FeatureLayout.PeakHeld + (hz < 800 ? 0 : 1)]);
        Assert.Equal(2 * hz / Rate, block[FeatureLayout.ZeroCrossingRate], 2);
        Assert.InRange(series.Totals.Flatness!.Mean, 0, 0.01);
    }

    [Fact]
    public void White_noise_is_flat_bright_and_without_pitch()
    {
        FeatureSeries series = Compute(TestSignals.Noise(2, Rate));

        Assert.InRange(series.Totals.Flatness!.Mean, 0.5, 0.65); // e^-γ = 0.561 for the flat spectrum of one frame
        Assert.Equal(Rate / 4.0, series.Totals.CentroidHz!.Mean, 200.0);
        Assert.Equal(0.85 * Rate / 2, series.Totals.RolloffHz!.Mean, 200.0);
        Assert.InRange(series.Block(10)[FeatureLayout.PitchStrengths], 0, 0.4f);
        Assert.Equal(0.5, series.Totals.ZeroCrossingRate!.Mean, 1);
    }

    [Fact]
    public void Gain_moves_the_level_and_leaves_the_shape()
    {
        float[] sound = TestSignals.Noise(1, Rate, 0.1);
        FeatureSeries quiet = Compute(sound);
        FeatureSeries loud = Compute([.. sound.Select(s => s * 8)]);

        Assert.Equal(quiet.LevelDb(5) + 18.06, loud.LevelDb(5), 2);
        for (int i = FeatureLayout.Mfcc; i < FeatureLayout.Count; i++)
        {
            Assert.Equal(quiet.Block(5)[i], loud.Block(5)[i], 0.02f);
        }
    }

    [Fact]
    public void A_shift_by_one_block_shifts_the_blocks()
    {
        float[] sound = TestSignals.Noise(1, Rate);
        float[] late = [.. new float[FeatureLayout.BlockSamples], .. sound];

        FeatureSeries series = Compute(sound);
        FeatureSeries shifted = Compute(late);

        Assert.Equal(series.Count + 1, shifted.Count);
        Assert.Equal(series.Block(4).ToArray(), shifted.Block(5).ToArray());
    }

    [Fact]
    public void Samples_that_are_not_numbers_are_read_as_silence()
    {
        float[] sound = TestSignals.Noise(1, Rate);
        float[] broken = [.. sound];
        float[] mended = [.. sound];
        foreach ((int at, float value) in new[] { (100, float.NaN), (9000, float.PositiveInfinity), (9001, float.NegativeInfinity) })
        {
            broken[at] = value;
            mended[at] = 0;
        }

        Assert.Equal(Values(Compute(mended)), Values(Compute(broken)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(65_537)]
    public void Any_length_gives_the_blocks_that_hold_it_all_finite(int length)
    {
        FeatureSeries series = Compute(TestSignals.Noise(3, Rate)[..length]);

        Assert.Equal((length + 2047) / 2048, series.Count);
        Assert.All(Values(series), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Pieces_of_the_pass_leave_no_trace_in_the_series()
    {
        // 40 blocks span two pieces: block 32 is the first of the second one, and equals the same sound in the middle of a piece.
        float[] sound = TestSignals.Noise(5, Rate);
        FeatureSeries whole = Compute(sound);
        FeatureSeries tail = Compute(sound[(28 * FeatureLayout.BlockSamples)..]);

        for (int block = 30; block < 40; block++)
        {
            Assert.Equal(tail.Block(block - 28).ToArray(), whole.Block(block).ToArray());
        }
    }

    [Fact]
    public void A_cancelled_pass_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            FeatureSeriesProvider.Compute(new ArraySignal(new float[Rate], Rate), source.Token)
        );
    }

    [Fact]
    public void A_signal_of_another_rate_is_refused()
    {
        Assert.Throws<ArgumentException>(() =>
            FeatureSeriesProvider.Compute(new ArraySignal(new float[10], 44_100), CancellationToken.None)
        );
    }

    [Fact]
    public void An_hour_takes_less_than_six_megabytes()
    {
        double blocksAnHour = 3600 / FeatureLayout.BlockSeconds;

        Assert.InRange(blocksAnHour * FeatureLayout.Count * sizeof(float), 1e6, 6e6);
    }

    private static FeatureSeries Compute(float[] samples) =>
        FeatureSeriesProvider.Compute(new ArraySignal(samples, Rate), CancellationToken.None);

    private static float[] Values(FeatureSeries series)
    {
        List<float> values = [];
        for (int i = 0; i < series.Count; i++)
        {
            values.AddRange(series.Block(i));
        }

        return [.. values];
    }
}
