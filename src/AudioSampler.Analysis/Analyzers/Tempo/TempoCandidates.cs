using System.Collections.Immutable;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>The tempi that come into question: the one chosen, its octave and 3:2 relatives, and whatever else the evidence favours.</summary>
internal static class TempoCandidates
{
    private const int Most = 10;
    private const double SameTempo = 0.04;
    private const double LeastListed = 0.01;
    private static readonly double[] Relatives = [2, 0.5, 1.5, 2 / 3.0];

    /// <summary>Lists them, the one chosen first, with scores relative to it.</summary>
    public static ImmutableArray<TempoCandidate> Of(LevelChoice choice, double bpm)
    {
        TempoBlocks blocks = choice.Track.Blocks;
        float[] mean = new float[TempoGrid.Count];
        foreach (float[] posterior in blocks.Posteriors)
        {
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += posterior[i] / blocks.Count;
            }
        }

        double scale = 1 / Math.Max(1e-9, Near(mean, bpm));
        var candidates = new List<TempoCandidate> { new(Math.Round(bpm, 2), 1) };
        foreach (double relative in Relatives)
        {
            double tempo = bpm * relative;
            candidates.Add(new(Math.Round(tempo, 2), Score(tempo)));
        }

        foreach ((double ratio, double probability) in choice.Others)
        {
            double tempo = bpm * ratio;
            if (probability > LeastListed && candidates.TrueForAll(c => Math.Abs(Math.Log(c.Bpm / tempo)) > SameTempo))
            {
                candidates.Add(new(Math.Round(tempo, 2), Score(tempo)));
            }
        }

        for (int i = 1; i + 1 < mean.Length; i++)
        {
            double tempo = TempoGrid.Bpm(i);
            bool peak = mean[i] > mean[i - 1] && mean[i] >= mean[i + 1] && mean[i] > LeastListed;
            if (peak && candidates.TrueForAll(c => Math.Abs(Math.Log(c.Bpm / tempo)) > SameTempo))
            {
                candidates.Add(new(Math.Round(tempo, 2), Score(tempo)));
            }
        }

        // The tempo of the path comes first, even where another is stronger in a single stretch.
        return [candidates[0], .. candidates.Skip(1).OrderByDescending(c => c.Score).ThenBy(c => c.Bpm).Take(Most - 1)];

        // Beats and bars had a say in how probable the levels are that were looked at; of others there is only the periodicity.
        double Score(double tempo)
        {
            int level = Array.FindIndex(choice.Others, other => Math.Abs(Math.Log(other.Ratio * bpm / tempo)) < SameTempo);
            double score = level >= 0 ? choice.Others[level].Probability / choice.Probability : scale * Near(mean, tempo);
            return Math.Round(Math.Min(1, score), 4);
        }
    }

    // Probability within about 3 % of a tempo.
    private static double Near(float[] mean, double bpm)
    {
        int centre = (int)Math.Round(TempoGrid.Position(bpm));
        double sum = 0;
        for (int i = Math.Max(0, centre - 1); i <= Math.Min(mean.Length - 1, centre + 1); i++)
        {
            sum += mean[i];
        }

        return sum;
    }
}
