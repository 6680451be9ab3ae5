namespace AudioSampler.Analysis.Evaluation;

/// <summary>A measured figure: the mean of scores of 0…1, with the interval in which it would lie 95 times in 100 on other files of the same kind (percentile bootstrap, Efron 1979).</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Mean">Mean of the scores.</param>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Count">Files with truth.</param>
/// <param name="Answered">Of these, files with an answer.</param>
public sealed record Figure(string Name, double Mean, double Low, double High, int Count, int Answered)
{
    private const int Resamples = 2000;
    private const int Seed = 1;

    /// <summary>Measures; null without a score.</summary>
    /// <param name="name">What is measured.</param>
    /// <param name="scores">Scores of 0…1, one for each file with truth.</param>
    /// <param name="answered">Files with an answer.</param>
    public static Figure? Of(string name, IReadOnlyList<double> scores, int answered)
    {
        if (scores.Count == 0)
        {
            return null;
        }

        // Always the same draws: the same scores give the same interval.
        var random = new Random(Seed);
        double[] means = new double[Resamples];
        for (int r = 0; r < Resamples; r++)
        {
            double sum = 0;
            for (int i = 0; i < scores.Count; i++)
            {
                sum += scores[random.Next(scores.Count)];
            }

            means[r] = sum / scores.Count;
        }

        Array.Sort(means);
        return new Figure(name, scores.Average(), means[Resamples / 40], means[Resamples - 1 - (Resamples / 40)], scores.Count, answered);
    }
}
