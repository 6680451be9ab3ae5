using AudioSampler.Analysis.Analyzers.Tempo;

namespace AudioSampler.Analysis.Tests.Analyzers.Tempo;

public sealed class TempoCurveTests
{
    [Fact]
    public void Jitter_is_averaged_out_by_regression()
    {
        var random = new Random(2);
        double[] beats = [.. Enumerable.Range(0, 60).Select(i => (i * 0.5) + (0.02 * (random.NextDouble() - 0.5)))];
        TempoCurve curve = TempoCurve.Of(beats);
        Assert.True(curve.Stable);
        Assert.InRange(curve.Bpm, 119.95, 120.05);
    }

    [Fact]
    public void Two_tempi_are_not_stable_and_give_the_longer_one()
    {
        double[] beats = [.. Enumerable.Range(0, 60).Select(i => i * 0.5), .. Enumerable.Range(0, 30).Select(i => 30 + (i * 0.4))];
        TempoCurve curve = TempoCurve.Of(beats);
        Assert.False(curve.Stable);
        Assert.Equal(120, curve.Bpm, 0.5);
        Assert.Equal(150, curve.Points[^1].Bpm, 0.5);
    }

    [Fact]
    public void Beat_missing_in_the_middle_leaves_the_tempo()
    {
        double[] beats = [.. Enumerable.Range(0, 100).Where(i => i != 50).Select(i => i * 0.5)];
        Assert.Equal(120, TempoCurve.Of(beats).Bpm, 0.5);
    }

    [Fact]
    public void Two_beats_give_their_tempo() => Assert.Equal(100, TempoCurve.Of([1, 1.6]).Bpm, 1e-6);
}
