namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>What speaks for there being a pulse at all, and for its tempo being right.</summary>
internal static class PulseEvidence
{
    private static readonly int[] Correlations = [2, 5, 9, 11, 13 + 5, 13 + 9, 26 + 5, 26 + 9, 39 + 5, 39 + 9];

    /// <summary>Number of numbers.</summary>
    public const int FeatureCount = 9 + 10 + 6;

    /// <summary>Fills the numbers.</summary>
    public static void Fill(TempoTrack track, Span<float> row)
    {
        double largest = 0;
        double entropy = 0;
        double chosen = 0;
        double near = 0;
        for (int b = 0; b < track.Blocks.Count; b++)
        {
            float[] posterior = track.Blocks.SignalPosteriors[b];
            int path = track.Path[b];
            largest += posterior.Max() / track.Blocks.Count;
            chosen += Math.Log(posterior[path] + 1e-4) / track.Blocks.Count;
            entropy -= posterior.Sum(p => p * Math.Log(p + 1e-9)) / track.Blocks.Count;
            for (int i = Math.Max(0, path - 2); i <= Math.Min(posterior.Length - 1, path + 2); i++)
            {
                near += posterior[i] / track.Blocks.Count;
            }
        }

        double meanBeat = track.BeatLogOdds.Length == 0 ? -6 : track.BeatLogOdds.Average();
        int f = 0;
        row[f++] = (float)largest;
        row[f++] = (float)entropy;
        row[f++] = (float)chosen;
        row[f++] = (float)near;
        row[f++] = (float)meanBeat;
        row[f++] = (float)track.MeanLogOdds;
        row[f++] = track.BeatLogOdds.Length == 0 ? 0 : track.BeatLogOdds.Count(e => e > 0) / (float)track.BeatLogOdds.Length;
        row[f++] = (float)track.Irregularity();
        row[f++] = MathF.Log2(1 + track.Beats.Length);
        foreach (int index in Correlations)
        {
            row[f++] = track.Evidence[index];
        }

        track.Evidence.AsSpan(track.Evidence.Length - 6).CopyTo(row[f..]);
    }
}
