namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>What speaks for a beat at a frame, when the tempo is known: onset strength there, and where the beat's divisions and its neighbours would be.</summary>
internal static class BeatEvidence
{
    private static readonly double[] Offsets = [-2, -1, -0.5, -1 / 3.0, -0.25, 0.25, 1 / 3.0, 0.5, 1, 2];

    /// <summary>Numbers for each frame.</summary>
    public static int FeatureCount { get; } = 7 + (3 * (RhythmSeries.SeriesCount - 1)) + (Offsets.Length * RhythmSeries.SeriesCount) + 1;

    /// <summary>Fills the numbers of one frame.</summary>
    /// <param name="series">The stretch.</param>
    /// <param name="frame">Frame of the stretch.</param>
    /// <param name="beatFrames">Frames of a beat.</param>
    /// <param name="row">[FeatureCount].</param>
    public static void Fill(RhythmSeries series, int frame, double beatFrames, Span<float> row)
    {
        int f = 0;
        for (int shift = -3; shift <= 3; shift++)
        {
            row[f++] = series.At(0, frame + shift);
        }

        for (int s = 1; s < RhythmSeries.SeriesCount; s++)
        {
            row[f++] = series.At(s, frame - 2);
            row[f++] = series.At(s, frame);
            row[f++] = series.At(s, frame + 2);
        }

        foreach (double offset in Offsets)
        {
            int there = frame + (int)Math.Round(offset * beatFrames);
            for (int s = 0; s < RhythmSeries.SeriesCount; s++)
            {
                row[f++] = series.LargestNear(s, there);
            }
        }

        row[f] = (float)Math.Log2(60 * series.FrameRateHz / beatFrames / 90);
    }
}
