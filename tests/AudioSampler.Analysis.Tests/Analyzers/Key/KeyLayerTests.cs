using AudioSampler.Analysis.Analyzers.Key;

namespace AudioSampler.Analysis.Tests.Analyzers.Key;

public sealed class KeyLayerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(11)]
    public void Transposed_description_gives_transposed_scores(int semitones)
    {
        var random = new Random(1);
        double[] description = [.. Enumerable.Range(0, KeyDescription.Width).Select(_ => random.NextDouble() - 0.5)];
        double[] transposed = new double[KeyDescription.Width];
        for (int i = 0; i < transposed.Length; i++)
        {
            transposed[(i / 12 * 12) + ((i + semitones) % 12)] = description[i];
        }

        double[] scores = Score(description);
        double[] moved = Score(transposed);

        for (int key = 0; key < MusicalKey.Count; key++)
        {
            Assert.Equal(scores[key], moved[(key / 12 * 12) + ((key + semitones) % 12)], 10);
        }
    }

    [Fact]
    public void Scores_are_log_probabilities()
    {
        double[] scores = Score(new double[KeyDescription.Width]);

        Assert.Equal(1, scores.Sum(Math.Exp), 10);
    }

    private static double[] Score(double[] description)
    {
        double[] scores = new double[MusicalKey.Count];
        KeyLayer.Score(description, scores);
        return scores;
    }
}
