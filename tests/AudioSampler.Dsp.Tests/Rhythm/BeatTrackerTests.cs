using AudioSampler.Dsp.Rhythm;

namespace AudioSampler.Dsp.Tests.Rhythm;

public sealed class BeatTrackerTests
{
    [Theory]
    [InlineData(22)]
    [InlineData(43)]
    [InlineData(80)]
    [InlineData(170)]
    public void Pulses_are_found_when_the_period_is_roughly_right(int period)
    {
        (float[] evidence, int[] beats) = Pulses(Enumerable.Repeat(period, 20));
        int[] found = [.. new BeatTracker().Track(evidence, Constant(evidence.Length, period * 1.06f)).Where(b => b < beats[^1] + 3)];
        Assert.Equal(beats.Length, found.Length);
        Assert.All(beats.Zip(found), pair => Assert.InRange(pair.Second, pair.First - 1, pair.First + 1));
    }

    [Fact]
    public void Missing_pulses_are_filled_in()
    {
        (float[] evidence, int[] beats) = Pulses(Enumerable.Repeat(43, 20));
        evidence.AsSpan(beats[7] - 1, 3).Fill(-2);
        evidence.AsSpan(beats[8] - 1, 3).Fill(-2);
        Assert.Equal(beats, new BeatTracker().Track(evidence, Constant(evidence.Length, 43)).Where(b => b <= beats[^1]));
    }

    [Fact]
    public void Slowing_pulses_are_followed()
    {
        (float[] evidence, int[] beats) = Pulses(Enumerable.Range(0, 30).Select(i => 40 + (i / 2)));
        int[] found = new BeatTracker().Track(evidence, Constant(evidence.Length, 47));
        Assert.True(found.Intersect(beats).Count() >= beats.Length - 1);
    }

    [Fact]
    public void A_steady_pulse_is_not_left_for_a_few_strokes_off_the_beat()
    {
        (float[] evidence, int[] beats) = Pulses(Enumerable.Repeat(44, 40));
        foreach (int beat in beats[..5]) // a loop that begins with an offbeat figure
        {
            evidence.AsSpan(beat - 1, 3).Fill(-2);
            evidence[beat + 22] = 3;
        }

        float[] periods = Constant(evidence.Length, 44);
        int[] found = new BeatTracker().Track(evidence, periods);
        Assert.Equal(beats, found.Where(b => b <= beats[^1]));

        int[] squeezed = new BeatTracker { Tightness = [150] }.Track(evidence, periods);
        Assert.NotEqual(beats, squeezed.Where(b => b <= beats[^1]));
    }

    [Fact]
    public void A_pulse_that_sways_is_followed_as_well()
    {
        (float[] evidence, int[] beats) = Pulses(
            Enumerable.Range(0, 40).Select(i => (int)Math.Round(44 * (1 + (0.12 * Math.Sin(i * 0.7)))))
        );
        int[] found = new BeatTracker().Track(evidence, Constant(evidence.Length, 44));
        Assert.True(found.Intersect(beats).Count() >= beats.Length - 2, $"{found.Intersect(beats).Count()} of {beats.Length}");
    }

    [Fact]
    public void Known_first_beat_is_kept()
    {
        (float[] evidence, int[] beats) = Pulses(Enumerable.Repeat(43, 10));
        int[] found = new BeatTracker().Track(evidence.AsSpan(beats[0]), Constant(evidence.Length - beats[0], 43), firstBeat: 0);
        Assert.Equal(0, found[0]);
        Assert.Equal(43, found[1]);
    }

    [Fact]
    public void Nothing_gives_nothing() => Assert.Empty(new BeatTracker().Track([], []));

    [Fact]
    public void One_frame_gives_at_most_one_beat() => Assert.True(new BeatTracker().Track([1f], [43f]).Length <= 1);

    [Fact]
    public void Lengths_that_differ_are_refused() =>
        Assert.Throws<ArgumentException>(() => new BeatTracker().Track(new float[10], new float[9]));

    [Fact]
    public void Memory_of_a_longer_search_is_used_again_and_changes_nothing()
    {
        (float[] evidence, int[] beats) = Pulses(Enumerable.Repeat(43, 40));
        var tracker = new BeatTracker();
        tracker.Track(new float[8192], Constant(8192, 60));
        Assert.Equal(beats, tracker.Track(evidence, Constant(evidence.Length, 43)));

        long least = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            tracker.Track(new float[8192], Constant(8192, 60));
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.True(least < 200_000, $"{least} bytes");
    }

    private static float[] Constant(int frames, float period)
    {
        float[] periods = new float[frames];
        Array.Fill(periods, period);
        return periods;
    }

    private static (float[] Evidence, int[] Beats) Pulses(IEnumerable<int> intervals)
    {
        var beats = new List<int> { 10 };
        foreach (int interval in intervals)
        {
            beats.Add(beats[^1] + interval);
        }

        float[] evidence = new float[beats[^1] + 5];
        Array.Fill(evidence, -2f);
        foreach (int beat in beats)
        {
            evidence[beat - 1] = evidence[beat + 1] = 1.5f;
            evidence[beat] = 3;
        }

        return (evidence, [.. beats]);
    }
}
