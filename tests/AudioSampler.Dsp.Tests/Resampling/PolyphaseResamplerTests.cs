using AudioSampler.Dsp.Resampling;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Resampling;

public sealed class PolyphaseResamplerTests
{
    private sealed record GoldenCase(int InputRate, int OutputRate, float[] Input, double[] Output);

    [Fact]
    public void Band_limited_noise_matches_the_long_filter_of_scipy()
    {
        foreach (GoldenCase golden in Golden.Read<GoldenCase[]>("Resampling", "resampling.json"))
        {
            float[] actual = Convert(golden.Input, golden.InputRate, golden.OutputRate);

            // The reference may be one sample shorter: it drops the last one where that stands after the last input sample.
            Assert.InRange(golden.Output.Length, actual.Length - 1, actual.Length);
            for (int i = 0; i < golden.Output.Length; i++)
            {
                Assert.Equal(golden.Output[i], actual[i], 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(44_100, 22_050)]
    [InlineData(44_100, 32_000)]
    [InlineData(48_000, 22_050)]
    [InlineData(8_000, 22_050)]
    [InlineData(11_025, 32_000)]
    [InlineData(22_050, 32_000)]
    [InlineData(96_000, 22_050)]
    [InlineData(192_000, 32_000)]
    [InlineData(768_000, 22_050)]
    [InlineData(44_101, 22_050)]
    [InlineData(7_919, 32_000)]
    [InlineData(767_999, 32_000)]
    [InlineData(44_100, 44_099)]
    public void Tone_in_the_pass_band_keeps_its_level_and_phase(int inputRate, int outputRate)
    {
        double hz = 0.9 * Math.Min(inputRate, outputRate) / 2;
        double seconds = 4000.0 / Math.Min(inputRate, outputRate);
        float[] input = TestSignals.Sine(hz, seconds, inputRate, 0.5, 0.3);

        float[] output = Convert(input, inputRate, outputRate);

        double worst = 0;
        for (int i = output.Length / 4; i < output.Length * 3 / 4; i++)
        {
            double expected = 0.5 * Math.Sin((2 * Math.PI * hz * i / outputRate) + 0.3);
            worst = Math.Max(worst, Math.Abs(output[i] - expected));
        }

        Assert.InRange(worst, 0, 0.5e-4);
    }

    [Theory]
    [InlineData(44_100, 22_050)]
    [InlineData(44_100, 32_000)]
    [InlineData(48_000, 22_050)]
    [InlineData(192_000, 22_050)]
    [InlineData(44_101, 22_050)]
    public void Tone_above_the_output_band_is_eighty_decibels_down(int inputRate, int outputRate)
    {
        foreach (double position in new[] { 1.0, 1.003, 1.05, 1.2, 1.5, 1.9 })
        {
            double hz = position * outputRate / 2;
            if (hz >= inputRate / 2.0)
            {
                continue;
            }

            float[] output = Convert(TestSignals.Sine(hz, 0.5, inputRate, 1, 0.7), inputRate, outputRate);
            double largest = 0;
            foreach (float value in output.AsSpan(output.Length / 4, output.Length / 2))
            {
                largest = Math.Max(largest, Math.Abs(value));
            }

            Assert.InRange(largest, 0, 1e-4);
        }
    }

    [Theory]
    [InlineData(8_000, 22_050)]
    [InlineData(22_050, 32_000)]
    [InlineData(7_919, 32_000)]
    public void Images_above_the_input_band_are_eighty_decibels_down(int inputRate, int outputRate)
    {
        double hz = 0.85 * inputRate / 2;
        float[] output = Convert(TestSignals.Sine(hz, 0.5, inputRate, 1), inputRate, outputRate);

        double error = 0;
        for (int i = output.Length / 4; i < output.Length * 3 / 4; i++)
        {
            error = Math.Max(error, Math.Abs(output[i] - Math.Sin(2 * Math.PI * hz * i / outputRate)));
        }

        Assert.InRange(error, 0, 1e-4);
    }

    [Theory]
    [InlineData(44_100, 22_050)]
    [InlineData(44_100, 32_000)]
    [InlineData(8_000, 22_050)]
    [InlineData(44_101, 22_050)]
    [InlineData(768_000, 22_050)]
    [InlineData(32_000, 32_000)]
    public void Any_cut_into_blocks_gives_the_same_bits(int inputRate, int outputRate)
    {
        float[] input = TestSignals.Noise(0.3, inputRate);
        float[] whole = Convert(input, inputRate, outputRate);

        foreach (int block in new[] { 1, 7, 441, 5000 })
        {
            Assert.Equal(whole, Convert(input, inputRate, outputRate, block, outputRoom: 13));
        }
    }

    [Theory]
    [InlineData(44_100, 22_050, 0, 0)]
    [InlineData(44_100, 22_050, 1, 1)]
    [InlineData(44_100, 22_050, 3, 2)]
    [InlineData(44_100, 32_000, 44_101, 32_001)]
    [InlineData(96_000, 22_050, 2, 0)]
    [InlineData(8_000, 22_050, 1, 3)]
    [InlineData(768_000, 22_050, 100, 3)]
    [InlineData(1, 32_000, 2, 64_000)]
    [InlineData(768_000, 1_000, 768_000, 1_000)]
    public void Length_is_rounded_to_the_nearest(int inputRate, int outputRate, int inputLength, int expected)
    {
        Assert.Equal(expected, PolyphaseResampler.OutputLength(inputLength, inputRate, outputRate));
        Assert.Equal(expected, Convert(new float[inputLength], inputRate, outputRate).Length);
    }

    [Fact]
    public void Length_of_a_day_does_not_overflow()
    {
        Assert.Equal(86_400L * 32_000, PolyphaseResampler.OutputLength(86_400L * 768_000, 768_000, 32_000));
    }

    [Fact]
    public void Twice_the_input_gives_twice_the_output()
    {
        float[] input = TestSignals.Noise(0.2, 44_100, 0.25);
        float[] once = Convert(input, 44_100, 32_000);
        float[] twice = Convert(Array.ConvertAll(input, x => 2 * x), 44_100, 32_000);

        Assert.Equal(Array.ConvertAll(once, x => 2 * x), twice);
    }

    [Fact]
    public void Impulse_stays_in_its_place_and_is_symmetric()
    {
        float[] input = new float[2001];
        input[1000] = 1;

        float[] output = Convert(input, 44_100, 22_050);

        for (int k = 1; k < 90; k++)
        {
            Assert.Equal(output[500 - k], output[500 + k], 1e-6f);
        }

        Assert.Equal(output.Max(), output[500]);
    }

    [Fact]
    public void Shift_by_whole_periods_shifts_the_output()
    {
        float[] input = TestSignals.Noise(0.1, 44_100);
        float[] shifted = new float[input.Length + 441];
        input.CopyTo(shifted, 441);

        Assert.Equal(Convert(input, 44_100, 32_000)[..2000], Convert(shifted, 44_100, 32_000)[320..2320]);
    }

    [Theory]
    [InlineData(44_100, 22_050)]
    [InlineData(44_101, 22_050)]
    public void Constant_stays_constant(int inputRate, int outputRate)
    {
        float[] input = new float[inputRate];
        Array.Fill(input, 0.25f);

        float[] output = Convert(input, inputRate, outputRate);

        Assert.All(output[1000..^1000], value => Assert.Equal(0.25f, value, 1e-6f));
    }

    [Fact]
    public void Silence_stays_silence()
    {
        Assert.All(Convert(new float[5000], 44_100, 32_000), value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_bad_sample_spoils_only_its_surroundings(float bad)
    {
        float[] input = TestSignals.Noise(0.5, 44_100);
        float[] clean = Convert(input, 44_100, 22_050);
        input[11_025] = bad;

        float[] output = Convert(input, 44_100, 22_050);

        Assert.False(float.IsFinite(output[5512]));
        Assert.Equal(clean[..5300], output[..5300]);
        Assert.Equal(clean[5700..], output[5700..]);
    }

    [Fact]
    public void Steady_use_allocates_nothing()
    {
        var resampler = new PolyphaseResampler(44_100, 32_000);
        float[] input = TestSignals.Noise(0.1, 44_100);
        float[] output = new float[resampler.LargestOutput(input.Length)];
        resampler.Process(input, output);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            resampler.Process(input, output);
        }

        resampler.Flush(output);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void After_reset_it_is_as_new()
    {
        float[] input = TestSignals.Noise(0.1, 44_100);
        var resampler = new PolyphaseResampler(44_100, 32_000);
        float[] first = new float[resampler.LargestOutput(input.Length)];
        float[] second = new float[first.Length];
        (_, int count) = resampler.Process(input, first);

        resampler.Reset();
        (_, int again) = resampler.Process(input, second);

        Assert.Equal(count, again);
        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData(0, 22_050)]
    [InlineData(44_100, 0)]
    [InlineData(-1, 22_050)]
    [InlineData(1025, 1)]
    public void Rate_below_one_and_too_large_a_ratio_are_refused(int inputRate, int outputRate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolyphaseResampler(inputRate, outputRate));
    }

    [Fact]
    public void Large_ratio_of_rates_interpolates_between_phases_and_small_one_does_not()
    {
        Assert.True(PhaseBank.For(22_050, 44_101).Interpolates);
        Assert.False(PhaseBank.For(320, 441).Interpolates);
        Assert.False(PhaseBank.For(1, 2).Interpolates);
    }

    private static float[] Convert(float[] input, int inputRate, int outputRate, int block = 4096, int outputRoom = 0)
    {
        var resampler = new PolyphaseResampler(inputRate, outputRate);
        float[] room = new float[outputRoom > 0 ? outputRoom : resampler.LargestOutput(block)];
        List<float> output = [];
        for (int start = 0; start < input.Length; start += block)
        {
            ReadOnlySpan<float> rest = input.AsSpan(start, Math.Min(block, input.Length - start));
            do
            {
                (int consumed, int produced) = resampler.Process(rest, room);
                output.AddRange(room.AsSpan(0, produced));
                rest = rest[consumed..];
                Assert.True(rest.IsEmpty || outputRoom > 0);
            } while (rest.Length > 0);
        }

        for (int count; (count = resampler.Flush(room)) > 0; )
        {
            output.AddRange(room.AsSpan(0, count));
        }

        return [.. output];
    }
}
