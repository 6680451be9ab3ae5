using AudioSampler.Analysis.Analyzers.Tempo;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Dsp.Rhythm;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Tempo;

public sealed class BeatActivationsTests
{
    private const int SampleRate = 22_050;

    [Fact]
    public void A_beat_is_heard_at_each_click_and_none_between()
    {
        OnsetFrames frames = HeardOnsets.Of(TestSignals.ClickTrack(120, 24, SampleRate, firstBeatSeconds: 0.25));

        BeatActivations activations = Hear(frames);

        for (double time = 4.25; time < 20; time += 0.5)
        {
            Assert.True(
                activations.BeatAt(FrameOf(frames, time)) > activations.BeatAt(FrameOf(frames, time + 0.25)) + 1,
                $"the beat at {time} s"
            );
        }
    }

    [Fact]
    public void A_long_recording_is_heard_in_chunks_as_a_short_one_is()
    {
        // Two chunks and a bit; the second half repeats the first.
        float[] part = TestSignals.ClickTrack(110, 220, SampleRate);
        OnsetFrames twice = HeardOnsets.Of([.. part, .. part]);
        OnsetFrames once = HeardOnsets.Of(part);

        BeatActivations of2 = Hear(twice);
        BeatActivations of1 = Hear(once);

        // Across the bound of a chunk (8192 pairs, 190 s), far from the ends.
        for (double frame = 15_000; frame < 17_500; frame += 2)
        {
            Assert.Equal(of1.BeatAt(frame), of2.BeatAt(frame), 0.1f);
        }
    }

    [Fact]
    public void Scores_of_a_stretch_favour_its_tempo_up_to_its_level()
    {
        OnsetFrames frames = HeardOnsets.Of([
            .. TestSignals.ClickTrack(90, 30, SampleRate),
            .. TestSignals.ClickTrack(130, 30, SampleRate),
        ]);
        BeatActivations activations = Hear(frames);
        int half = frames.Count / 2;
        float[] first = new float[TempoGrid.Count];
        float[] second = new float[TempoGrid.Count];

        activations.Tempo(0, half, first);
        activations.Tempo(half, half, second);

        Assert.True(Best(first, 90) > Best(first, 130), "the first half is at 90");
        Assert.True(Best(second, 130) > Best(second, 90), "the second half is at 130");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    public void A_moment_and_nothing_have_finite_scores(int samples)
    {
        BeatActivations activations = Hear(HeardOnsets.Of(TestSignals.Noise(1, SampleRate)[..samples]));
        float[] tempo = new float[TempoGrid.Count];
        float[] meter = new float[BeatNetwork.Meters.Length];

        activations.Tempo(0, 1, tempo);
        activations.Meter(meter);

        Assert.All(tempo, score => Assert.True(float.IsFinite(score)));
        Assert.All(meter, score => Assert.True(float.IsFinite(score)));
        Assert.True(float.IsFinite(activations.BeatAt(3)) && float.IsFinite(activations.DownAt(3)));
    }

    private static BeatActivations Hear(OnsetFrames frames) =>
        BeatActivations.Of(frames, TempoModels.Instance.Beats, TestContext.Current.CancellationToken);

    private static double FrameOf(OnsetFrames frames, double seconds) => (seconds - frames.OffsetSeconds) * frames.FrameRateHz;

    /// <summary>The best score near a tempo, its double or its half.</summary>
    private static float Best(float[] scores, double bpm) =>
        ((double[])[bpm / 2, bpm, 2 * bpm])
            .SelectMany(b => Enumerable.Range(-1, 3).Select(i => (int)Math.Round(TempoGrid.Position(b)) + i))
            .Where(i => i >= 0 && i < scores.Length)
            .Max(i => scores[i]);
}
