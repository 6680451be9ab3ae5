using System.Numerics.Tensors;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>
/// The metrical level and the meter, decided together and last, when beats and bars have been looked for at each level that comes into question: which of them is the beat often shows only in what bars it makes. Then whether
/// the beats at that level are those that were found, or the off-beats.
/// </summary>
/// <param name="Track">Beats at the level chosen.</param>
/// <param name="Probability">That they are at the right level, 0…1.</param>
/// <param name="Others">The other levels looked at: how many times faster than the one chosen, and how probable.</param>
/// <param name="Meter">The likeliest meter at that level, such as 3/4 or other.</param>
/// <param name="MeterProbability">That it is right, 0…1.</param>
internal sealed record LevelChoice(
    TempoTrack Track,
    double Probability,
    (double Ratio, double Probability)[] Others,
    string Meter,
    double MeterProbability
)
{
    /// <summary>Chooses.</summary>
    /// <param name="levels">Beats at each level that comes into question, one or more (<see cref="TempoTrack.Levels"/>).</param>
    /// <param name="models">The networks.</param>
    public static LevelChoice Of(TempoTrack[] levels, TempoModels models)
    {
        int meters = models.Choice.Classes.Length;
        float[] features = new float[LevelEvidence.FeatureCount];
        float[] scores = new float[levels.Length * meters];
        for (int level = 0; level < levels.Length; level++)
        {
            LevelEvidence.Fill(levels[level], models, features);
            models.Choice.EvaluateSums(features, Row(level));
        }

        TensorPrimitives.Divide(scores, models.Choice.Temperature, scores);
        TensorPrimitives.SoftMax<float>(scores, scores);
        int best = Enumerable.Range(0, levels.Length).MaxBy(level => TensorPrimitives.Sum<float>(Row(level)));
        float whole = TensorPrimitives.Sum<float>(Row(best));
        TempoTrack track = levels[best];
        float[] named = Row(best).ToArray();
        if (track.OffBeat is { } off)
        {
            float[] found = new float[OffBeatEvidence.FeatureCount];
            float[] between = new float[OffBeatEvidence.FeatureCount];
            OffBeatEvidence.Fill(track, models, found);
            OffBeatEvidence.Fill(off, models, between);
            if (OffBeatEvidence.Prefers(found, between, models))
            {
                track = off;
                models.Choice.EvaluateSums(between.AsSpan(0, LevelEvidence.FeatureCount), named);
                TensorPrimitives.Divide(named, models.Choice.Temperature, named);
                TensorPrimitives.SoftMax<float>(named, named);
            }
        }

        int meter = TensorPrimitives.IndexOfMax<float>(named);
        (double, double)[] others =
        [
            .. Enumerable
                .Range(0, levels.Length)
                .Where(level => level != best)
                .Select(level => (levels[level].MiddleBpm / levels[best].MiddleBpm, (double)TensorPrimitives.Sum<float>(Row(level)))),
        ];
        return new LevelChoice(track, whole, others, models.Choice.Classes[meter], named[meter] / TensorPrimitives.Sum<float>(named));

        Span<float> Row(int level) => scores.AsSpan(level * meters, meters);
    }
}
