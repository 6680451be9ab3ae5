namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>What speaks for a meter: how well bars of each length fit, how the accents repeat from beat to beat, and how the beat is divided.</summary>
internal static class MeterEvidence
{
    private static readonly int[] BarLengths = [2, 3, 4, 6];
    private static readonly int[] Lags = [1, 2, 3, 4, 6, 8];

    /// <summary>Number of numbers.</summary>
    public static int FeatureCount { get; } =
        (2 * BarLengths.Length) + (BarEvidence.AccentCount * Lags.Length) + TempoEvidence.FeatureCount;

    /// <summary>Fills the numbers.</summary>
    /// <param name="downbeatLogOdds">[beats] evidence that a bar begins there.</param>
    /// <param name="accents">[beats x AccentCount].</param>
    /// <param name="tempoEvidence">[TempoEvidence.FeatureCount] of the tempo chosen.</param>
    /// <param name="row">[FeatureCount].</param>
    public static void Fill(
        ReadOnlySpan<float> downbeatLogOdds,
        ReadOnlySpan<float> accents,
        ReadOnlySpan<float> tempoEvidence,
        Span<float> row
    )
    {
        int f = 0;
        foreach (int length in BarLengths)
        {
            double[] phases = BarFinder.PhaseScores(downbeatLogOdds, length);
            row[f++] = (float)BarFinder.Find(downbeatLogOdds, length).ScorePerBeat;
            row[f++] = (float)(phases[0] - phases[1]);
        }

        float[] mean = BarEvidence.Mean(accents);
        for (int a = 0; a < BarEvidence.AccentCount; a++)
        {
            foreach (int lag in Lags)
            {
                row[f++] = Correlation(accents, mean[a], a, lag);
            }
        }

        tempoEvidence.CopyTo(row[f..]);
    }

    private static float Correlation(ReadOnlySpan<float> accents, float mean, int accent, int lag)
    {
        int beats = accents.Length / BarEvidence.AccentCount;
        if (beats <= 2 * lag)
        {
            return 0;
        }

        float energy = 1e-6f;
        float product = 0;
        for (int b = 0; b < beats; b++)
        {
            float here = accents[(b * BarEvidence.AccentCount) + accent] - mean;
            energy += here * here / beats;
            if (b >= lag)
            {
                product += here * (accents[((b - lag) * BarEvidence.AccentCount) + accent] - mean) / (beats - lag);
            }
        }

        return product / energy;
    }
}
