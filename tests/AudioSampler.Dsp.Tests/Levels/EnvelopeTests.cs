using AudioSampler.Dsp.Levels;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Levels;

public sealed class EnvelopeTests
{
    private const int SampleRate = 22_050;

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void A_straight_rise_is_measured_from_a_tenth_to_nine_tenths(double rise)
    {
        Envelope envelope = Of(t => t < 0.1 ? 0 : Math.Min(1, (t - 0.1) / rise), 1);

        Assert.Equal(0.8 * rise, Assert.NotNull(envelope.AttackSeconds()), 0.004);
        Assert.Null(envelope.DecaySeconds());
    }

    [Fact]
    public void A_sound_that_is_cut_at_its_onset_rises_from_its_first_sample()
    {
        Envelope envelope = Of(t => Math.Exp(-t * 20), 0.5);

        Assert.InRange(Assert.NotNull(envelope.AttackSeconds()), 0, 0.002);
        Assert.Equal(Math.Log(10) / 20, Assert.NotNull(envelope.DecaySeconds()), 0.006);
    }

    [Fact]
    public void The_attack_is_that_of_the_first_loud_sound()
    {
        Envelope envelope = Of(t => t < 0.5 ? Math.Min(0.5, t / 0.2) * (t < 0.3 ? 1 : 0) : Math.Min(1, (t - 0.5) / 0.01), 1);

        Assert.Equal(0.08, Assert.NotNull(envelope.AttackSeconds()), 0.01);
    }

    [Fact]
    public void A_fall_that_does_not_last_is_no_decay()
    {
        Envelope envelope = Of(t => t is > 0.2 and < 0.3 ? 0 : 0.5, 1);

        Assert.Null(envelope.DecaySeconds());
    }

    [Fact]
    public void Levels_are_the_same_however_the_signal_is_cut()
    {
        float[] noise = TestSignals.Noise(0.7, SampleRate);
        var whole = new Envelope(SampleRate, 0.002);
        whole.Push(noise);
        whole.Complete();
        var pieces = new Envelope(SampleRate, 0.002);
        for (int at = 0; at < noise.Length; at += 777)
        {
            pieces.Push(noise.AsSpan(at, Math.Min(777, noise.Length - at)));
        }

        pieces.Complete();
        Assert.Equal(whole.Levels.Count, pieces.Levels.Count);
        Assert.All(whole.Levels.Zip(pieces.Levels), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Spread_tells_even_from_eventful()
    {
        Assert.InRange(Of(_ => 0.3, 2).SpreadDb(), 0, 0.5);
        Assert.InRange(Of(t => t % 0.5 < 0.1 ? 0.5 : 0.005, 2).SpreadDb(), 38, 42);
        Assert.Equal(0, new Envelope(SampleRate, 0.002).SpreadDb());
    }

    [Fact]
    public void Silence_and_what_is_no_number_have_neither()
    {
        var envelope = new Envelope(SampleRate, 0.002);
        envelope.Push(new float[1000]);
        envelope.Push([float.NaN, float.PositiveInfinity]);
        envelope.Complete();

        Assert.Null(envelope.AttackSeconds());
        Assert.Null(envelope.DecaySeconds());
        Assert.All(envelope.Levels, level => Assert.Equal(0, level));
    }

    private static Envelope Of(Func<double, double> amplitude, double seconds)
    {
        var envelope = new Envelope(SampleRate, 0.002, (long)(seconds * SampleRate));
        envelope.Push([
            .. Enumerable.Range(0, (int)(seconds * SampleRate)).Select(i => (float)(amplitude((double)i / SampleRate) * Math.Sin(2.5 * i))),
        ]);
        envelope.Complete();
        return envelope;
    }
}
