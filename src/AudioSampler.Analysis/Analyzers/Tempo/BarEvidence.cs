namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>What speaks for a bar to begin at a beat: the accents and the change of harmony there and at the beats and half beats around.</summary>
internal static class BarEvidence
{
    /// <summary>Numbers for each beat: all accents.</summary>
    public const int AccentCount = 2 * RhythmSeries.SeriesCount;

    private const int ContextBeats = 4;

    /// <summary>Numbers for each beat with its neighbours.</summary>
    public const int FeatureCount = (((2 * ContextBeats) + 1) * AccentCount) + 1;

    /// <summary>Accents at each beat and half-way to the next: largest onset strength of each series.</summary>
    /// <param name="series">The stretch.</param>
    /// <param name="beats">Beats as frames of the stretch, rising.</param>
    /// <returns>[beats x AccentCount].</returns>
    public static float[] Accents(RhythmSeries series, ReadOnlySpan<double> beats)
    {
        float[] accents = new float[beats.Length * AccentCount];
        for (int b = 0; b < beats.Length; b++)
        {
            double gap =
                b + 1 < beats.Length ? beats[b + 1] - beats[b]
                : b > 0 ? beats[b] - beats[b - 1]
                : 0;
            int at = (int)Math.Round(beats[b]);
            int half = (int)Math.Round(beats[b] + (gap / 2));
            for (int s = 0; s < RhythmSeries.SeriesCount; s++)
            {
                int row = (b * AccentCount) + (2 * s);
                accents[row] = series.LargestNear(s, at);
                accents[row + 1] = series.LargestNear(s, half);
            }
        }

        return accents;
    }

    /// <summary>Fills the numbers of one beat; beats beyond the ends count as the mean of all.</summary>
    /// <param name="accents">[beats x AccentCount].</param>
    /// <param name="mean">[AccentCount], mean over the beats: what is given is the difference from it.</param>
    /// <param name="beat">Index of the beat.</param>
    /// <param name="bpm">Tempo.</param>
    /// <param name="row">[FeatureCount].</param>
    public static void Fill(ReadOnlySpan<float> accents, ReadOnlySpan<float> mean, int beat, double bpm, Span<float> row)
    {
        int beats = accents.Length / AccentCount;
        int f = 0;
        for (int neighbour = beat - ContextBeats; neighbour <= beat + ContextBeats; neighbour++)
        {
            for (int a = 0; a < AccentCount; a++)
            {
                row[f++] = neighbour >= 0 && neighbour < beats ? accents[(neighbour * AccentCount) + a] - mean[a] : 0;
            }
        }

        row[f] = (float)Math.Log2(bpm / 90);
    }

    /// <summary>Mean of each accent over the beats.</summary>
    public static float[] Mean(ReadOnlySpan<float> accents)
    {
        float[] mean = new float[AccentCount];
        int beats = accents.Length / AccentCount;
        for (int i = 0; i < accents.Length; i++)
        {
            mean[i % AccentCount] += accents[i] / beats;
        }

        return mean;
    }
}
