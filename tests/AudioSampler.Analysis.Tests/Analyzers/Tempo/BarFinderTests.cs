using AudioSampler.Analysis.Analyzers.Tempo;

namespace AudioSampler.Analysis.Tests.Analyzers.Tempo;

public sealed class BarFinderTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    public void Bars_begin_where_the_evidence_says(int beatsPerBar, int phase)
    {
        float[] odds = [.. Enumerable.Range(0, 40).Select(b => b % beatsPerBar == phase ? 2f : -2f)];
        (int[] positions, double score) = BarFinder.Find(odds, beatsPerBar);
        Assert.All(Enumerable.Range(0, 40), b => Assert.Equal((b - phase + beatsPerBar) % beatsPerBar, positions[b]));
        Assert.Equal(-Math.Log(1 + Math.Exp(-2)), score, 1e-6);
    }

    [Fact]
    public void Wrong_bar_length_scores_lower()
    {
        float[] odds = [.. Enumerable.Range(0, 48).Select(b => b % 3 == 0 ? 2f : -2f)];
        Assert.True(BarFinder.Find(odds, 3).ScorePerBeat > BarFinder.Find(odds, 4).ScorePerBeat + 0.3);
        double[] phases = BarFinder.PhaseScores(odds, 3);
        Assert.True(phases[0] > phases[1] && phases[1] >= phases[2]);
    }

    [Fact]
    public void Beat_too_many_shifts_the_bars_after_it()
    {
        float[] odds = [.. Enumerable.Range(0, 40).Select(b => (b < 20 ? b : b - 1) % 4 == 0 ? 3f : -3f)];
        odds[20] = -3;
        int[] positions = BarFinder.Find(odds, 4).Positions;
        Assert.Equal(0, positions[16]);
        Assert.Equal(0, positions[25]);
    }

    [Fact]
    public void No_beats_give_no_bars() => Assert.Empty(BarFinder.Find([], 4).Positions);
}
