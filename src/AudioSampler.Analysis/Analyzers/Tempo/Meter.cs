namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>The likeliest meter and its bars.</summary>
/// <param name="TimeSignature">Such as 3/4; null when it is none of those known.</param>
/// <param name="Probability">That it is right, 0…1.</param>
/// <param name="Downbeats">Indices of the beats that begin a bar.</param>
internal sealed record Meter(string? TimeSignature, double Probability, int[] Downbeats)
{
    private const string Other = "other";

    public static Meter Of(TempoTrack track, TempoModels models)
    {
        float[] features = new float[MeterEvidence.FeatureCount];
        float[] probabilities = new float[models.Meter.Classes.Length];
        MeterEvidence.Fill(track.DownbeatLogOdds, track.Accents, track.Evidence, features);
        models.Meter.Evaluate(features, probabilities);
        int best = Array.IndexOf(probabilities, probabilities.Max());
        string name = models.Meter.Classes[best];
        if (string.Equals(name, Other, StringComparison.Ordinal))
        {
            return new Meter(null, probabilities[best], []);
        }

        int beatsPerBar = name switch
        {
            "3/4" => 3,
            "4/4" => 4,
            _ => 2, // 2/4, and 6/8 with its two dotted quarters
        };
        int[] positions = BarFinder.Find(track.DownbeatLogOdds, beatsPerBar).Positions;
        return new Meter(name, probabilities[best], [.. Enumerable.Range(0, positions.Length).Where(b => positions[b] == 0)]);
    }
}
