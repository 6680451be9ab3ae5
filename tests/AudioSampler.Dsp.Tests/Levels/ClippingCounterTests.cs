using AudioSampler.Dsp.Levels;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Levels;

public sealed class ClippingCounterTests
{
    [Fact]
    public void Runs_of_three_at_full_scale_count_and_shorter_ones_do_not()
    {
        float[] signal = [0, 1, 1, 0, 1, 1, 1, 0, -1, -1, -1, -1, 0.5f, 1, 0.2f];

        Assert.Equal(7, Count(signal));
    }

    [Fact]
    public void Run_at_the_end_counts()
    {
        Assert.Equal(3, Count([0, 0.99995f, 1, 1.2f]));
    }

    [Fact]
    public void From_plus_to_minus_full_scale_is_two_runs()
    {
        Assert.Equal(0, Count([0, 1, 1, -1, -1, 0]));
    }

    [Fact]
    public void Clipped_sine_counts_all_its_flat_tops()
    {
        float[] signal = TestSignals.Sine(440, 1, 44_100, 2);
        long expected = signal.LongCount(x => Math.Abs(x) >= 1);

        // The runs at 440 Hz and twice full scale are some thirty samples long: none is too short.
        Assert.Equal(expected, Count(Array.ConvertAll(signal, x => Math.Clamp(x, -1, 1))));
    }

    [Fact]
    public void Clipped_recording_turned_down_counts_too()
    {
        float[] signal = Array.ConvertAll(TestSignals.Sine(440, 1, 44_100, 2), x => Math.Clamp(x, -1, 1));
        float[] turnedDown = Array.ConvertAll(signal, x => x * 0.5f);

        Assert.Equal(Count(signal), Count(turnedDown));
    }

    [Theory]
    [InlineData(20, 0.9)]
    [InlineData(50, 0.7)]
    [InlineData(440, 0.99)]
    [InlineData(1000, 0.5)]
    public void Clean_sine_in_sixteen_bits_is_not_clipped(double hz, double amplitude)
    {
        float[] signal = Array.ConvertAll(TestSignals.Sine(hz, 2, 44_100, amplitude), x => MathF.Round(x * 32768) / 32768);

        Assert.Equal(0, Count(signal));
    }

    [Fact]
    public void Loud_noise_is_not_clipped()
    {
        Assert.Equal(0, Count(TestSignals.Noise(2, 44_100, 0.999)));
    }

    [Fact]
    public void Silence_is_not_clipped()
    {
        Assert.Equal(0, Count(new float[1000]));
    }

    private static long Count(float[] signal)
    {
        var whole = new ClippingCounter();
        whole.Process(signal);
        var single = new ClippingCounter();
        foreach (float sample in signal)
        {
            single.Process([sample]);
        }

        Assert.Equal(whole.Count, single.Count);
        return whole.Count;
    }
}
