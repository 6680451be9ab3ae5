using AudioSampler.Dsp.Loudness;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Loudness;

public sealed class KWeightingTests
{
    [Fact]
    public void At_48_kilohertz_the_coefficients_are_those_of_the_recommendation()
    {
        (KWeighting.Section shelf, KWeighting.Section highPass) = new KWeighting(48_000).Sections;

        // ITU-R BS.1770-5, tables 1 and 2.
        Assert.Equal(1.53512485958697, shelf.B0, 1e-10);
        Assert.Equal(-2.69169618940638, shelf.B1, 1e-10);
        Assert.Equal(1.19839281085285, shelf.B2, 1e-10);
        Assert.Equal(-1.69065929318241, shelf.A1, 1e-10);
        Assert.Equal(0.73248077421585, shelf.A2, 1e-10);
        Assert.Equal(1, highPass.B0);
        Assert.Equal(-2, highPass.B1);
        Assert.Equal(1, highPass.B2);
        Assert.Equal(-1.99004745483398, highPass.A1, 1e-10);
        Assert.Equal(0.99007225036621, highPass.A2, 1e-10);
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(11_025)]
    [InlineData(22_050)]
    [InlineData(44_100)]
    [InlineData(96_000)]
    [InlineData(192_000)]
    [InlineData(384_000)]
    [InlineData(768_000)]
    public void Tone_of_a_kilohertz_is_equally_loud_at_any_rate(int rate)
    {
        float[] tone = Metering.Steps(1000, rate, (-23, 0.5));

        Assert.Equal(-23, GatedLoudness.Integrated(Metering.Loudness(rate, [tone, tone]).Energies)!.Value, 0.1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(3_000)]
    public void Rate_too_low_for_a_section_leaves_it_out_and_stays_stable(int rate)
    {
        float[] noise = TestSignals.Noise(10_000.0 / rate, rate, 1);

        LoudnessBlocks blocks = Metering.Loudness(rate, [noise]);

        Assert.All(blocks.Energies.ToArray(), energy => Assert.InRange(energy, 0, 4));
    }

    [Fact]
    public void Digital_silence_after_sound_becomes_exactly_zero()
    {
        float[] signal = new float[48_000 * 4];
        TestSignals.Noise(1, 48_000).CopyTo(signal, 0);

        LoudnessBlocks blocks = Metering.Loudness(48_000, [signal]);

        Assert.True(blocks.Energies[5] > 0);
        Assert.Equal(0, blocks.Energies[^1]);
    }
}
