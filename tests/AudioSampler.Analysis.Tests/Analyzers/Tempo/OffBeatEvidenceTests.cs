using AudioSampler.Analysis.Analyzers.Tempo;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Dsp.Rhythm;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Tempo;

public sealed class OffBeatEvidenceTests
{
    private const int SampleRate = 22_050;

    [Theory]
    [InlineData(80, 30)]
    [InlineData(130, 30)]
    [InlineData(130, 400)] // several chunks of the search
    public void Off_beats_lie_between_the_beats_one_in_each_gap(double bpm, double seconds)
    {
        TempoTrack track = Follow(bpm, seconds).Joint;
        double[] off = track.OffBeat!.Beats;

        Assert.InRange(off.Length, track.Beats.Length - 1, track.Beats.Length + 1);
        for (int b = 0; b + 1 < track.Beats.Length; b++)
        {
            double gap = track.Beats[b + 1] - track.Beats[b];
            double place = Assert.Single(off, frame => frame > track.Beats[b] && frame < track.Beats[b + 1]);
            Assert.InRange((place - track.Beats[b]) / gap, 0.27, 0.73);
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(132)]
    public void The_side_that_is_struck_is_preferred_whichever_was_found(double bpm)
    {
        TempoTrack track = Follow(bpm, 30).Joint;

        float[] struck = Evidence(track);
        float[] between = Evidence(track.OffBeat!);

        Assert.False(OffBeatEvidence.Prefers(struck, between, TempoModels.Instance));
        Assert.True(OffBeatEvidence.Prefers(between, struck, TempoModels.Instance));
    }

    [Fact]
    public void There_are_none_of_what_is_judged_by_the_signal_alone_nor_of_off_beats()
    {
        (TempoTrack joint, TempoTrack signal) = Follow(120, 20);

        Assert.Null(signal.OffBeat);
        Assert.Null(joint.OffBeat!.OffBeat);
    }

    private static float[] Evidence(TempoTrack track)
    {
        float[] row = new float[OffBeatEvidence.FeatureCount];
        OffBeatEvidence.Fill(track, TempoModels.Instance, row);
        return row;
    }

    private static (TempoTrack Joint, TempoTrack Signal) Follow(double bpm, double seconds) =>
        TempoTrack.Follow(
            HeardOnsets.Of(TestSignals.ClickTrack(bpm, seconds, SampleRate, 4)),
            TempoModels.Instance,
            (int)TempoGrid.Position(bpm * 0.9),
            (int)TempoGrid.Position(bpm * 1.1),
            default
        );
}
