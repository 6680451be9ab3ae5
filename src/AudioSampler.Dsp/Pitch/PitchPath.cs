namespace AudioSampler.Dsp.Pitch;

/// <summary>The likeliest course of one voice's pitch through the candidates of its frames (Viterbi): pitch glides rather than leaps, and voicing lasts.</summary>
public static class PitchPath
{
    private const double CostPerSemitone = 0.7;
    private const double MostCost = 6;
    private const double VoicingCost = 2;
    private const double LeastProbability = 1e-4;

    /// <summary>Finds the path.</summary>
    /// <param name="frames">Candidates of each frame.</param>
    /// <returns>[frames] pitch in Hz; NaN where there is none.</returns>
    public static double[] Find(IReadOnlyList<PitchCandidate[]> frames)
    {
        double[] path = new double[frames.Count];
        if (frames.Count == 0)
        {
            return path;
        }

        int[][] from = new int[frames.Count][];
        double[] before = [];
        for (int t = 0; t < frames.Count; t++)
        {
            PitchCandidate[] here = frames[t];

            // The last state is that there is no pitch.
            double[] score = new double[here.Length + 1];
            from[t] = new int[here.Length + 1];
            for (int state = 0; state <= here.Length; state++)
            {
                double own = Math.Log(
                    Math.Max(LeastProbability, state < here.Length ? here[state].Probability : 1 - here.Sum(c => c.Probability))
                );
                double best = t == 0 ? 0 : double.NegativeInfinity;
                for (int source = 0; t > 0 && source < before.Length; source++)
                {
                    double reach = before[source] - Cost(frames[t - 1], source, here, state);
                    if (reach > best)
                    {
                        (best, from[t][state]) = (reach, source);
                    }
                }

                score[state] = best + own;
            }

            before = score;
        }

        int at = Array.IndexOf(before, before.Max());
        for (int t = frames.Count - 1; t >= 0; t--)
        {
            path[t] = at < frames[t].Length ? frames[t][at].Hz : double.NaN;
            at = from[t][at];
        }

        return path;
    }

    private static double Cost(PitchCandidate[] before, int source, PitchCandidate[] here, int state)
    {
        bool voiced = source < before.Length;
        return voiced != state < here.Length ? VoicingCost
            : voiced ? Math.Min(MostCost, CostPerSemitone * 12 * Math.Abs(Math.Log2(here[state].Hz / before[source].Hz)))
            : 0;
    }
}
