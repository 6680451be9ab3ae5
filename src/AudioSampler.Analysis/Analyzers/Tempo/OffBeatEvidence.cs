namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>
/// Whether the beats of a track are the beats, or those half-way between: accented off-beats, as drummers and syncopated tunes have them, draw the search for beats to the wrong side. Both sides are measured alike, and a
/// network that was taught on excerpts of either kind gives each a score.
/// </summary>
internal static class OffBeatEvidence
{
    /// <summary>The log odds from which the off-beats are taken for the beats: the search is seldom wrong, so that one says it that is two to one sure.</summary>
    private const double SureFrom = 0.7;

    /// <summary>Number of numbers.</summary>
    public static int FeatureCount { get; } = LevelEvidence.FeatureCount + BarEvidence.AccentCount + 2;

    /// <summary>Whether the off-beats of a track are its beats, by what <see cref="Fill"/> says of both sides.</summary>
    /// <param name="beats">[FeatureCount] of the beats that were found.</param>
    /// <param name="off">[FeatureCount] of the off-beats.</param>
    /// <param name="models">The networks.</param>
    public static bool Prefers(ReadOnlySpan<float> beats, ReadOnlySpan<float> off, TempoModels models) =>
        models.OffBeat.Evaluate(off) - models.OffBeat.Evaluate(beats) > SureFrom;

    /// <summary>Fills the numbers of one side; those of <see cref="LevelEvidence"/> come first.</summary>
    /// <param name="track">Beats, found with the temporal network.</param>
    /// <param name="models">The networks.</param>
    /// <param name="row">[FeatureCount].</param>
    public static void Fill(TempoTrack track, TempoModels models, Span<float> row)
    {
        LevelEvidence.Fill(track, models, row[..LevelEvidence.FeatureCount]);
        row = row[LevelEvidence.FeatureCount..];
        BarEvidence.Mean(track.Accents).CopyTo(row);
        row[BarEvidence.AccentCount] = track.MeanDown(0);
        row[BarEvidence.AccentCount + 1] = track.MeanDown(1 / 2.0);
    }
}
