using AudioSampler.Dsp.Rhythm;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Rhythm;

public sealed class OnsetStrengthTests
{
    private const int Rate = 22_050;

    [Theory]
    [InlineData(60)]
    [InlineData(97)]
    [InlineData(143)]
    [InlineData(200)]
    public void Click_track_gives_peaks_within_three_milliseconds_on_the_mean(double bpm)
    {
        OnsetFrames frames = Compute(TestSignals.ClickTrack(bpm, 20, Rate, firstBeatSeconds: 0.5));
        int[] peaks = OnsetPeaks.Pick(frames.Full, frames.FrameRateHz);
        double[] clicks = [.. Enumerable.Range(0, (int)(19.5 * bpm / 60)).Select(i => 0.5 + (i * 60 / bpm))];
        double[] misses = [.. clicks.Select(click => peaks.Select(p => frames.TimeOf(p) - click).MinBy(Math.Abs))];
        Assert.InRange(misses.Average(), -0.003, 0.003);
        Assert.All(misses, miss => Assert.InRange(miss, -0.015, 0.015));
        Assert.InRange(peaks.Length, clicks.Length, clicks.Length + 1);
    }

    [Fact]
    public void Fixed_signal_gives_the_golden_vector()
    {
        float[] signal =
        [
            .. Enumerable
                .Range(0, Rate / 2)
                .Select(i =>
                {
                    double t = (double)i / Rate;
                    double x = 0.5 * Math.Sin(2 * Math.PI * 440 * t) * Math.Exp(-20 * (t % 0.125));
                    x += t >= 0.25 ? 0.2 * Math.Sin(2 * Math.PI * 3000 * t) : 0;
                    return (float)(x + (t >= 0.375 ? 0.3 * Math.Sin(2 * Math.PI * 90 * t) : 0));
                }),
        ];
        OnsetFrames frames = Compute(signal);
        string path = Path.Combine(Repository.Root, "tests/AudioSampler.Dsp.Tests/Rhythm/Golden/onset_strength.txt");
        string[] golden = File.ReadAllLines(path);
        Assert.Equal(golden.Length, frames.Count);
        for (int frame = 0; frame < golden.Length; frame++)
        {
            double[] expected = [.. golden[frame].Split(' ').Select(double.Parse)];
            for (int s = 0; s < expected.Length; s++)
            {
                Assert.Equal(expected[s], frames[s][frame], 1e-3);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(1000)]
    [InlineData(44_100)]
    public void Blocks_of_any_size_give_the_same_frames(int block)
    {
        float[] signal = TestSignals.Noise(2.3, Rate);
        OnsetFrames whole = Compute(signal);
        var onsets = new OnsetStrength(Rate, 0.1);
        for (int i = 0; i < signal.Length; i += block)
        {
            onsets.Push(signal.AsSpan(i, Math.Min(block, signal.Length - i)));
        }

        OnsetFrames blocks = onsets.Complete();
        for (int s = 0; s < 5; s++)
        {
            Assert.Equal(whole[s].ToArray(), blocks[s].ToArray());
        }
    }

    [Fact]
    public void Gain_with_its_level_gives_the_same_strength()
    {
        float[] signal = TestSignals.ClickTrack(120, 4, Rate);
        float[] quiet = [.. signal.Select(x => -0.01f * x)];
        float[] loudFrames = Compute(signal, 0.1).Full.ToArray();
        float[] quietFrames = Compute(quiet, 0.001).Full.ToArray();
        Assert.All(loudFrames.Zip(quietFrames), pair => Assert.Equal(pair.First, pair.Second, 4));
    }

    [Fact]
    public void Delay_by_whole_hops_gives_the_same_frames_later()
    {
        float[] signal = TestSignals.ClickTrack(120, 3, Rate);
        float[] delayed = [.. new float[10 * OnsetStrength.HopSamples], .. signal];
        float[] frames = Compute(signal).Full.ToArray();
        float[] later = Compute(delayed).Full.ToArray();
        Assert.All(frames.Skip(4).Zip(later.Skip(14)), pair => Assert.Equal(pair.First, pair.Second, 5));
    }

    [Fact]
    public void Silence_gives_zeros()
    {
        OnsetFrames frames = Compute(new float[Rate], 0);
        Assert.Equal((Rate + 255) / 256, frames.Count);
        Assert.All(frames.Full.ToArray(), value => Assert.Equal(0, value));
        Assert.All(frames.Harmonic.ToArray(), value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(256, 1)]
    [InlineData(257, 2)]
    public void Any_length_gives_one_frame_for_each_hop_begun_in_all_series(int samples, int expected)
    {
        OnsetFrames frames = Compute(TestSignals.Noise(1, Rate)[..samples]);
        Assert.Equal(expected, frames.Count);
        Assert.All(Enumerable.Range(0, 5), s => Assert.Equal(expected, frames[s].Length));
    }

    [Fact]
    public void Samples_that_are_no_numbers_count_as_silence()
    {
        float[] signal = TestSignals.Noise(1, Rate);
        float[] broken = [.. signal];
        float[] zeroed = [.. signal];
        foreach (int i in new[] { 5000, 5001, 9000 })
        {
            broken[i] = i == 9000 ? float.PositiveInfinity : float.NaN;
            zeroed[i] = 0;
        }

        Assert.Equal(Compute(zeroed).Full.ToArray(), Compute(broken).Full.ToArray());
    }

    [Fact]
    public void Vibrato_gives_less_strength_than_notes()
    {
        float[] vibrato = new float[4 * Rate];
        double phase = 0;
        for (int i = 0; i < vibrato.Length; i++)
        {
            phase += 2 * Math.PI * (440 + (12 * Math.Sin(2 * Math.PI * 6 * i / Rate))) / Rate;
            vibrato[i] = (float)(0.3 * Math.Sin(phase));
        }

        float[] notes = TestSignals.Chords(
            [
                [69],
                [71],
                [69],
                [71],
                [69],
                [71],
                [69],
                [71],
            ],
            0.5,
            Rate
        );
        Assert.True(Peak(Compute(notes)) > 4 * Peak(Compute(vibrato)));

        static float Peak(OnsetFrames frames) => frames.Full[20..^20].ToArray().Max();
    }

    [Fact]
    public void Chord_change_gives_the_largest_harmonic_change_where_it_is()
    {
        float[] signal = TestSignals.Chords(
            [
                [48, 52, 55, 60],
                [50, 53, 57, 62],
            ],
            3,
            Rate
        );
        OnsetFrames frames = Compute(signal);
        float[] change = frames.Harmonic[40..^40].ToArray();
        int at = 40 + Array.IndexOf(change, change.Max());
        Assert.InRange(frames.TimeOf(at), 2.9, 3.1);
    }

    [Fact]
    public void Low_click_shows_in_the_low_band_and_high_click_in_the_high_one()
    {
        float[] low = new float[Rate];
        float[] high = new float[Rate];
        for (int i = 0; i < 4000; i++)
        {
            float decay = (float)Math.Exp(-i / 1500.0);
            low[8000 + i] = decay * (float)Math.Sin(2 * Math.PI * 70 * i / Rate) * Math.Min(1, i / 300f);
            high[8000 + i] = decay * (float)Math.Sin(2 * Math.PI * 6000 * i / Rate) * Math.Min(1, i / 300f);
        }

        OnsetFrames lowFrames = Compute(low);
        OnsetFrames highFrames = Compute(high);
        Assert.True(lowFrames.Low.ToArray().Max() > 3 * lowFrames.High.ToArray().Max());
        Assert.True(highFrames.High.ToArray().Max() > 3 * highFrames.Low.ToArray().Max());
    }

    [Fact]
    public void Samples_after_the_end_are_refused()
    {
        var onsets = new OnsetStrength(Rate, 0.1);
        onsets.Complete();
        Assert.Throws<InvalidOperationException>(() => onsets.Push(new float[10]));
    }

    [Fact]
    public void Series_of_a_signal_of_known_length_are_made_once()
    {
        float[] second = TestSignals.Noise(1, Rate);
        var onsets = new OnsetStrength(Rate, 0.1, 300 * second.Length);
        onsets.Push(second);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 1; i < 300; i++)
        {
            onsets.Push(second);
        }

        Assert.Equal(((300 * second.Length) + OnsetStrength.HopSamples - 1) / OnsetStrength.HopSamples, onsets.Complete().Count);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000);
    }

    private static OnsetFrames Compute(float[] signal, double rms = 0.1)
    {
        var onsets = new OnsetStrength(Rate, rms);
        onsets.Push(signal);
        return onsets.Complete();
    }
}
