namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>Lays bars of a fixed number of beats over beats: a Viterbi search over the position in the bar, in which a beat too many or too few costs much.</summary>
internal static class BarFinder
{
    private const double SlipCost = 5;

    /// <summary>Finds the bars.</summary>
    /// <param name="downbeatLogOdds">[beats] evidence that a bar begins there.</param>
    /// <param name="beatsPerBar">2 or more.</param>
    /// <returns>[beats] position in the bar, from 0, and the logarithm of the likelihood per beat.</returns>
    public static (int[] Positions, double ScorePerBeat) Find(ReadOnlySpan<float> downbeatLogOdds, int beatsPerBar)
    {
        int beats = downbeatLogOdds.Length;
        int[] positions = new int[beats];
        if (beats == 0)
        {
            return (positions, 0);
        }

        double[] score = new double[beatsPerBar];
        double[] next = new double[beatsPerBar];
        byte[] from = new byte[beats * beatsPerBar];
        for (int b = 0; b < beats; b++)
        {
            int best = IndexOfLargest(score);
            for (int position = 0; position < beatsPerBar; position++)
            {
                int before = (position + beatsPerBar - 1) % beatsPerBar;
                bool slips = b > 0 && score[best] - SlipCost > score[before];
                double reach =
                    b == 0 ? 0
                    : slips ? score[best] - SlipCost
                    : score[before];
                next[position] = reach + LogLikelihood(downbeatLogOdds[b], position == 0);
                from[(b * beatsPerBar) + position] = (byte)(slips ? best : before);
            }

            (score, next) = (next, score);
        }

        int at = IndexOfLargest(score);
        double total = score[at];
        for (int b = beats - 1; b >= 0; b--)
        {
            positions[b] = at;
            at = from[(b * beatsPerBar) + at];
        }

        return (positions, total / beats);
    }

    /// <summary>Likelihood per beat of each phase, without slips, highest first.</summary>
    public static double[] PhaseScores(ReadOnlySpan<float> downbeatLogOdds, int beatsPerBar)
    {
        double[] scores = new double[beatsPerBar];
        for (int b = 0; b < downbeatLogOdds.Length; b++)
        {
            for (int phase = 0; phase < beatsPerBar; phase++)
            {
                scores[phase] += LogLikelihood(downbeatLogOdds[b], b % beatsPerBar == phase) / downbeatLogOdds.Length;
            }
        }

        Array.Sort(scores);
        Array.Reverse(scores);
        return scores;
    }

    private static double LogLikelihood(double logOdds, bool down) => -Math.Log(1 + Math.Exp(down ? -logOdds : logOdds));

    private static int IndexOfLargest(double[] values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
