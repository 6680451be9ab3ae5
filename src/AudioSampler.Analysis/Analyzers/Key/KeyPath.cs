namespace AudioSampler.Analysis.Analyzers.Key;

/// <summary>The likeliest course of keys through the stretches of a region (Viterbi), when each change costs the same.</summary>
internal static class KeyPath
{
    /// <summary>Finds the path.</summary>
    /// <param name="logProbabilities">[stretches x 24], row-major.</param>
    /// <param name="changePenalty">What a change costs, in log probability.</param>
    /// <returns>The key of each stretch.</returns>
    public static int[] Decode(ReadOnlySpan<double> logProbabilities, double changePenalty)
    {
        int count = logProbabilities.Length / MusicalKey.Count;
        if (count == 0)
        {
            return [];
        }

        byte[] from = new byte[logProbabilities.Length];
        double[] total = logProbabilities[..MusicalKey.Count].ToArray();
        for (int t = 1; t < count; t++)
        {
            int best = IndexOfLargest(total);
            double changed = total[best] - changePenalty;
            for (int key = 0; key < MusicalKey.Count; key++)
            {
                bool stays = total[key] >= changed;
                from[(t * MusicalKey.Count) + key] = (byte)(stays ? key : best);
                total[key] = (stays ? total[key] : changed) + logProbabilities[(t * MusicalKey.Count) + key];
            }
        }

        int[] path = new int[count];
        path[^1] = IndexOfLargest(total);
        for (int t = count - 1; t > 0; t--)
        {
            path[t - 1] = from[(t * MusicalKey.Count) + path[t]];
        }

        return path;
    }

    /// <summary>Position of the largest value; the first of equals.</summary>
    public static int IndexOfLargest(ReadOnlySpan<double> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
