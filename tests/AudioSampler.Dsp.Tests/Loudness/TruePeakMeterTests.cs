using AudioSampler.Dsp.Loudness;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Loudness;

public sealed class TruePeakMeterTests
{
    [Theory]
    [InlineData(44_100, 4)]
    [InlineData(88_199, 4)]
    [InlineData(88_200, 2)]
    [InlineData(176_399, 2)]
    [InlineData(176_400, 1)]
    [InlineData(8_000, 4)]
    public void Oversampling_goes_down_with_the_rate(int rate, int expected)
    {
        Assert.Equal(expected, TruePeakMeter.Oversampling(rate));
    }

    [Theory]
    [InlineData(44_100)]
    [InlineData(96_000)]
    public void Leaving_out_hopeless_stretches_changes_no_block_in_no_bit(int rate)
    {
        foreach (float[] signal in Signals(rate))
        {
            LoudnessBlocks skipping = Metering.Loudness(rate, [signal]);
            LoudnessBlocks all = Metering.Loudness(rate, [signal], skip: false);

            Assert.Equal(all.TruePeaks.ToArray(), skipping.TruePeaks.ToArray());
        }
    }

    [Fact]
    public void Values_match_the_filter_written_out()
    {
        float[] signal = TestSignals.Noise(0.05, 44_100, 1, 3);
        var meter = new TruePeakMeter(44_100);

        float actual = meter.Process(new float[TruePeakMeter.DelaySamples], meter.Process(signal, 0));

        // Kaiser-windowed sinc of 16 samples, shape 5, each phase summing to 1.
        double expected = 0;
        for (int n = 0; n < signal.Length; n++)
        {
            expected = Math.Max(expected, Math.Abs(signal[n]));
            foreach (double fraction in new[] { 0.25, 0.5, 0.75 })
            {
                double value = 0;
                double gain = 0;
                for (int k = n - 7; k <= n + 8; k++)
                {
                    double distance = k - n - fraction;
                    double tap =
                        MathNet.Numerics.SpecialFunctions.BesselI0(5 * Math.Sqrt(1 - (distance * distance / 64)))
                        * Math.Sin(Math.PI * distance)
                        / (Math.PI * distance);
                    gain += tap;
                    value += k >= 0 && k < signal.Length ? tap * signal[k] : 0;
                }

                expected = Math.Max(expected, Math.Abs(value / gain));
            }
        }

        Assert.Equal(expected, actual, 1e-5);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(5_000)]
    [InlineData(10_000)]
    [InlineData(15_000)]
    [InlineData(18_000)]
    public void Tone_of_any_phase_reads_its_amplitude(double hz)
    {
        for (double phase = 0; phase < Math.PI; phase += 0.37)
        {
            float[] tone = TestSignals.Sine(hz, 0.2, 44_100, 0.5, phase);
            var meter = new TruePeakMeter(44_100);
            meter.Process(tone.AsSpan(0, 1000), 0);

            double dbtp = 20 * Math.Log10(meter.Process(tone.AsSpan(1000), 0) / 0.5);

            Assert.InRange(dbtp, -0.4, 0.2);
        }
    }

    [Fact]
    public void Peak_after_the_last_sample_is_found()
    {
        float[] signal = [.. new float[100], 0.9f, 0.9f];

        Assert.True(Metering.Loudness(44_100, [signal]).TruePeakDbtp > 20 * Math.Log10(0.9) + 0.5);
    }

    [Fact]
    public void Bound_is_above_any_value_of_full_scale_noise()
    {
        var meter = new TruePeakMeter(44_100);

        Assert.InRange(meter.Process(TestSignals.Noise(2, 44_100, 1), 0), 1, meter.Bound);
    }

    [Fact]
    public void Loud_block_does_not_spill_into_the_next()
    {
        float[] signal = [.. TestSignals.Sine(1000, 0.2, 48_000, 1), .. TestSignals.Sine(1000, 0.2, 48_000, 0.01)];

        float[] peaks = Metering.Loudness(48_000, [signal]).TruePeaks.ToArray();

        Assert.Equal(4, peaks.Length);
        Assert.All(peaks[..2], peak => Assert.Equal(1, peak, 0.05f));
        Assert.Equal(0.01f, peaks[3], 0.001f);
    }

    [Fact]
    public void Nothing_changes_nothing()
    {
        Assert.Equal(0.25f, new TruePeakMeter(44_100).Process([], 0.25f));
    }

    private static IEnumerable<float[]> Signals(int rate)
    {
        yield return TestSignals.Noise(1.234, rate, 1);
        yield return TestSignals.Sine(rate / 4.0, 0.5, rate, 0.9, Math.PI / 4);
        yield return TestSignals.ClickTrack(140, 2, rate);
        yield return TestSignals.Chords(
            [
                [60, 64, 67],
                [57, 60, 64],
            ],
            0.7,
            rate
        );
        float[] sparse = new float[rate];
        for (int i = 5; i < sparse.Length; i += 997)
        {
            sparse[i] = i % 2 == 0 ? 1 : -0.7f;
            sparse[i + 1] = sparse[i];
        }

        yield return sparse;
    }
}
