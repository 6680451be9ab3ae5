namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>The likeliest course of the tempo over stretches: a Viterbi search in which small changes cost little and jumps much.</summary>
internal static class TempoPath
{
    private const double StepCost = 0.4;
    private const double JumpCost = 6;
    private const double Floor = 1e-4;

    // Neighbouring stretches share half their frames, so that each counts for less than one independent look.
    private const double Weight = 0.6;

    /// <summary>Finds the path.</summary>
    /// <param name="posteriors">[stretches][tempi] probabilities.</param>
    /// <param name="lowest">First grid index allowed.</param>
    /// <param name="highest">Last grid index allowed.</param>
    /// <returns>[stretches] grid index.</returns>
    public static int[] Find(float[][] posteriors, int lowest, int highest)
    {
        double[] score = new double[TempoGrid.Count];
        double[] next = new double[TempoGrid.Count];
        short[][] from = new short[posteriors.Length][];
        for (int b = 0; b < posteriors.Length; b++)
        {
            from[b] = new short[TempoGrid.Count];
            int best = Best(score, lowest, highest);
            for (int i = lowest; i <= highest; i++)
            {
                double reach = b == 0 ? 0 : score[best] - JumpCost;
                int source = best;
                for (int j = Math.Max(lowest, i - 6); b > 0 && j <= Math.Min(highest, i + 6); j++)
                {
                    double here = score[j] - (StepCost * Math.Abs(i - j));
                    if (here > reach)
                    {
                        reach = here;
                        source = j;
                    }
                }

                next[i] = reach + (Weight * Math.Log(posteriors[b][i] + Floor));
                from[b][i] = (short)source;
            }

            (score, next) = (next, score);
        }

        int[] path = new int[posteriors.Length];
        int at = Best(score, lowest, highest);
        for (int b = posteriors.Length - 1; b >= 0; b--)
        {
            path[b] = at;
            at = from[b][at];
        }

        return path;
    }

    private static int Best(double[] score, int lowest, int highest)
    {
        int best = lowest;
        for (int i = lowest + 1; i <= highest; i++)
        {
            best = score[i] > score[best] ? i : best;
        }

        return best;
    }
}
