using AudioSampler.Analysis.Analyzers.Tempo;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Dsp.Rhythm;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Tempo;

public sealed class LevelChoiceTests
{
    private const int SampleRate = 22_050;

    [Theory]
    [InlineData(96, 4, 0.5)]
    [InlineData(96, 4, 2)]
    [InlineData(132, 3, 0.5)]
    public void The_beat_is_chosen_though_the_search_began_at_another_level(double bpm, int beatsPerBar, double begins)
    {
        OnsetFrames frames = HeardOnsets.Of(TestSignals.ClickTrack(bpm, 24, SampleRate, beatsPerBar));
        int lowest = (int)TempoGrid.Position(bpm * begins * 0.9);
        int highest = (int)TempoGrid.Position(bpm * begins * 1.1);
        TempoTrack wrong = TempoTrack.Follow(frames, TempoModels.Instance, lowest, highest, default).Joint;
        Assert.InRange(wrong.MiddleBpm, bpm * begins * 0.9, bpm * begins * 1.1);

        LevelChoice choice = Choose(frames, wrong);

        Assert.InRange(choice.Track.MiddleBpm, 0.97 * bpm, 1.03 * bpm);
        Assert.Equal(beatsPerBar, Meter.BeatsPerBar(choice.Meter));
    }

    [Fact]
    public void Probabilities_of_all_levels_make_one_and_the_largest_is_chosen()
    {
        OnsetFrames frames = HeardOnsets.Of(TestSignals.ClickTrack(150, 20, SampleRate));

        LevelChoice choice = Choose(frames, TempoTrack.Follow(frames, TempoModels.Instance, 0, TempoGrid.Count - 1, default).Joint);

        Assert.Equal(1, choice.Probability + choice.Others.Sum(other => other.Probability), 1e-4);
        Assert.All(choice.Others, other => Assert.True(other.Probability <= choice.Probability));
        Assert.All(choice.Others, other => Assert.True(Math.Abs(Math.Log2(other.Ratio)) > 0.1, "another level is another tempo"));
        Assert.InRange(choice.MeterProbability, 1.0 / BeatNetwork.Meters.Length, 1);
    }

    [Fact]
    public void Levels_stay_within_the_bounds_and_are_few()
    {
        OnsetFrames frames = HeardOnsets.Of(TestSignals.ClickTrack(120, 24, SampleRate));
        int lowest = (int)TempoGrid.Position(100);
        int highest = (int)TempoGrid.Position(200);
        TempoTrack track = TempoTrack.Follow(frames, TempoModels.Instance, lowest, highest, default).Joint;

        TempoTrack[] levels = TempoTrack.Levels(frames, track, TempoModels.Instance, lowest, highest, default);

        Assert.Same(track, levels[0]);
        Assert.InRange(levels.Length, 1, 4);
        Assert.All(levels, level => Assert.InRange(level.MiddleBpm, 98, 202));
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(1.8)]
    [InlineData(2.4)]
    public void A_level_that_has_hardly_a_beat_is_none(double seconds)
    {
        OnsetFrames frames = HeardOnsets.Of(TestSignals.ClickTrack(160, seconds, SampleRate, firstBeatSeconds: 0));
        TempoTrack track = TempoTrack.Follow(frames, TempoModels.Instance, 0, TempoGrid.Count - 1, default).Joint;

        TempoTrack[] levels = TempoTrack.Levels(frames, track, TempoModels.Instance, 0, TempoGrid.Count - 1, default);

        Assert.All(
            levels.Skip(1),
            level => Assert.True(level.Beats.Length >= TempoTrack.FewestBeats, $"{level.Beats.Length} beats at {level.MiddleBpm:0.0}")
        );
    }

    private static LevelChoice Choose(OnsetFrames frames, TempoTrack track) =>
        LevelChoice.Of(TempoTrack.Levels(frames, track, TempoModels.Instance, 0, TempoGrid.Count - 1, default), TempoModels.Instance);
}
