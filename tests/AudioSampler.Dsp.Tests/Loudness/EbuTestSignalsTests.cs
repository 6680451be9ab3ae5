using AudioSampler.Dsp.Loudness;

namespace AudioSampler.Dsp.Tests.Loudness;

/// <summary>The minimum requirements of EBU Tech 3341 (2016) and EBU Tech 3342 (2016), with the signals made as they describe them.</summary>
public sealed class EbuTestSignalsTests
{
    /// <summary>Gates do not depend on the rate: a low one keeps the long signals short.</summary>
    private const int Rate = 16_000;

    [Theory]
    [InlineData(-23)]
    [InlineData(-33)]
    public void Cases_1_and_2_steady_tone(double level)
    {
        LoudnessBlocks blocks = Stereo((level, 20));

        Assert.Equal(level, GatedLoudness.Integrated(blocks.Energies)!.Value, 0.1);
        Assert.Equal(level, GatedLoudness.Largest(blocks.Energies, GatedLoudness.MomentaryBlocks)!.Value, 0.1);
        Assert.Equal(level, GatedLoudness.Largest(blocks.Energies, GatedLoudness.ShortTermBlocks)!.Value, 0.1);
    }

    [Fact]
    public void Case_3_relative_gate()
    {
        Assert.Equal(-23, GatedLoudness.Integrated(Stereo((-36, 10), (-23, 60), (-36, 10)).Energies)!.Value, 0.1);
    }

    [Fact]
    public void Case_4_absolute_and_relative_gate()
    {
        Assert.Equal(-23, GatedLoudness.Integrated(Stereo((-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)).Energies)!.Value, 0.1);
    }

    [Fact]
    public void Case_5_relative_gate_of_ten_units()
    {
        Assert.Equal(-23, GatedLoudness.Integrated(Stereo((-26, 20), (-20, 20.1), (-26, 20)).Energies)!.Value, 0.1);
    }

    [Theory]
    [InlineData("5.0")]
    [InlineData("5.0(side)")]
    public void Case_6_surround_channels_weigh_more(string layout)
    {
        float[][] channels =
        [
            Metering.Steps(1000, Rate, (-28, 20)),
            Metering.Steps(1000, Rate, (-28, 20)),
            Metering.Steps(1000, Rate, (-24, 20)),
            Metering.Steps(1000, Rate, (-30, 20)),
            Metering.Steps(1000, Rate, (-30, 20)),
        ];

        LoudnessBlocks blocks = Metering.Loudness(Rate, channels, ChannelWeights.For(5, layout));

        Assert.Equal(-23, GatedLoudness.Integrated(blocks.Energies)!.Value, 0.1);
    }

    [Fact]
    public void Case_9_short_term_of_a_pattern_as_long_as_the_window()
    {
        (double, double)[] pattern = [(-20, 1.34), (-30, 1.66)];
        LoudnessBlocks blocks = Stereo([.. pattern, .. pattern, .. pattern, .. pattern, .. pattern]);
        double[] windows = new double[GatedLoudness.WindowCount(blocks.Energies, GatedLoudness.ShortTermBlocks)];
        GatedLoudness.Windows(blocks.Energies, GatedLoudness.ShortTermBlocks, windows);

        Assert.All(windows, lufs => Assert.Equal(-23, lufs, 0.1));
    }

    [Fact]
    public void Case_10_short_term_maximum_wherever_the_tone_begins()
    {
        for (int n = 0; n < 20; n++)
        {
            LoudnessBlocks blocks = Stereo((double.NegativeInfinity, n * 0.15), (-23, 3), (double.NegativeInfinity, 1));

            Assert.Equal(-23, GatedLoudness.Largest(blocks.Energies, GatedLoudness.ShortTermBlocks)!.Value, 0.1);
        }
    }

    [Fact]
    public void Case_12_momentary_of_a_pattern_as_long_as_the_window()
    {
        List<(double, double)> steps = [];
        for (int i = 0; i < 25; i++)
        {
            steps.AddRange([(-20, 0.18), (-30, 0.22)]);
        }

        LoudnessBlocks blocks = Stereo([.. steps]);
        double[] windows = new double[GatedLoudness.WindowCount(blocks.Energies, GatedLoudness.MomentaryBlocks)];
        GatedLoudness.Windows(blocks.Energies, GatedLoudness.MomentaryBlocks, windows);

        Assert.All(windows[10..], lufs => Assert.Equal(-23, lufs, 0.1));
    }

    [Theory]
    [InlineData(15, 4, 0.5, 0, -6)]
    [InlineData(16, 4, 0.5, 45, -6)]
    [InlineData(17, 6, 0.5, 60, -6)]
    [InlineData(18, 8, 0.5, 67.5, -6)]
    [InlineData(19, 4, 1.41, 45, 3)]
    public void Cases_15_to_19_true_peak_between_samples(
        int number,
        int divisor,
        double amplitude,
        double phaseDegrees,
        double expectedDbtp
    )
    {
        Assert.InRange(number, 15, 19);
        foreach (int rate in new[] { 44_100, 48_000 })
        {
            float[] tone = new float[rate];
            for (int i = 0; i < tone.Length; i++)
            {
                // Faded in and out, as the signals are: a tone cut off would overshoot rightly.
                double fade = Math.Min(1, Math.Min(i, tone.Length - 1 - i) / (0.05 * rate));
                tone[i] = (float)(fade * amplitude * Math.Sin((2 * Math.PI * i / divisor) + (phaseDegrees * Math.PI / 180)));
            }

            double? truePeak = Metering.Loudness(rate, [tone, tone]).TruePeakDbtp;

            Assert.InRange(truePeak!.Value, expectedDbtp - 0.4, expectedDbtp + 0.2);
        }
    }

    [Theory]
    [InlineData(10, new double[] { -20, -30 })]
    [InlineData(5, new double[] { -20, -15 })]
    [InlineData(20, new double[] { -40, -20 })]
    [InlineData(15, new double[] { -50, -35, -20, -35, -50 })]
    public void Tech_3342_cases_1_to_4_loudness_range(double expectedLu, double[] levels)
    {
        LoudnessBlocks blocks = Stereo(Array.ConvertAll(levels, level => (level, 20.0)));

        Assert.Equal(expectedLu, GatedLoudness.Range(blocks.Energies)!.Value, 1.0);
    }

    private static LoudnessBlocks Stereo(params (double LevelDbfs, double Seconds)[] steps)
    {
        float[] tone = Metering.Steps(1000, Rate, steps);
        return Metering.Loudness(Rate, [tone, tone]);
    }
}
