using AudioSampler.Analysis.Analyzers.Tempo;

namespace AudioSampler.Analysis.Tests.Analyzers.Tempo;

public sealed class TempoPathTests
{
    [Fact]
    public void One_stretch_in_doubt_follows_its_neighbours()
    {
        float[][] posteriors = [Peak(72, 0.9), Peak(72, 0.9), Peak(36, 0.6, 72, 0.3), Peak(72, 0.9), Peak(72, 0.9)];
        Assert.Equal([72, 72, 72, 72, 72], TempoPath.Find(posteriors, 0, TempoGrid.Count - 1));
    }

    [Fact]
    public void Lasting_change_is_followed()
    {
        float[][] posteriors = [.. Enumerable.Range(0, 10).Select(i => Peak(i < 5 ? 72 : 50, 0.95))];
        Assert.Equal([72, 72, 72, 72, 72, 50, 50, 50, 50, 50], TempoPath.Find(posteriors, 0, TempoGrid.Count - 1));
    }

    [Fact]
    public void Drift_is_followed_step_by_step()
    {
        float[][] posteriors = [.. Enumerable.Range(0, 10).Select(i => Peak(60 + i, 0.9))];
        Assert.Equal(Enumerable.Range(60, 10), TempoPath.Find(posteriors, 0, TempoGrid.Count - 1));
    }

    [Fact]
    public void Tempo_outside_the_range_is_not_taken() => Assert.InRange(TempoPath.Find([Peak(100, 0.9, 40, 0.05)], 20, 80)[0], 40, 40);

    private static float[] Peak(int at, double probability, int other = 0, double otherProbability = 0)
    {
        float[] posterior = new float[TempoGrid.Count];
        Array.Fill(posterior, (float)((1 - probability - otherProbability) / TempoGrid.Count));
        posterior[at] += (float)probability;
        posterior[other] += (float)otherProbability;
        return posterior;
    }
}
