using System.Numerics.Tensors;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>The likeliest meter and its bars.</summary>
/// <param name="TimeSignature">Such as 3/4; null when it is none of those known.</param>
/// <param name="Probability">That it is right, 0…1.</param>
/// <param name="Downbeats">Indices of the beats that begin a bar.</param>
internal sealed record Meter(string? TimeSignature, double Probability, int[] Downbeats)
{
    private const string Other = "other";

    /// <summary>Weights of the two opinions.</summary>
    private const float NetworkWeight = 0.7f;
    private const float SignalWeight = 1f;

    /// <summary>Divides the sum of both, so that of the answers given with a probability as many are right (held-out songs).</summary>
    private const float Temperature = 1.6f;
    private const float LeastProbability = 1e-6f;

    /// <summary>What additive bars have to fit better by, in log likelihood a beat.</summary>
    private const double AdditiveMargin = 0.15;

    /// <summary>And how well they have to fit at all: where the evidence is vague, longer bars fit a little better by chance.</summary>
    private const double AdditiveFit = -0.33;

    private static readonly int[] s_namedLengths = [2, 3, 4];
    private static readonly int[] s_additiveLengths = [5, 7];

    public static Meter Of(TempoTrack track, TempoModels models)
    {
        float[] features = new float[MeterEvidence.FeatureCount];
        float[] probabilities = new float[models.Meter.Classes.Length];
        MeterEvidence.Fill(track.SignalDownbeatLogOdds, track.Accents, track.Evidence, features);
        models.Meter.Evaluate(features, probabilities);
        if (track.Activations is { } activations)
        {
            Join(probabilities, activations, models);
        }

        int best = Array.IndexOf(probabilities, probabilities.Max());
        string name = models.Meter.Classes[best];
        if (string.Equals(name, Other, StringComparison.Ordinal) || IsAdditive(track.DownbeatLogOdds))
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

    /// <summary>Whether bars of five or seven beats fit clearly better than all that have a name here.</summary>
    private static bool IsAdditive(float[] downbeatLogOdds)
    {
        double named = s_namedLengths.Max(length => BarFinder.Find(downbeatLogOdds, length).ScorePerBeat);
        double additive = s_additiveLengths.Max(length => BarFinder.Find(downbeatLogOdds, length).ScorePerBeat);
        return additive > Math.Max(AdditiveFit, named + AdditiveMargin);
    }

    /// <summary>Joins what the accents say with what the temporal network says, as products of powers.</summary>
    private static void Join(Span<float> probabilities, BeatActivations activations, TempoModels models)
    {
        Span<float> scores = stackalloc float[BeatNetwork.Meters.Length];
        activations.Meter(scores);
        for (int i = 0; i < probabilities.Length; i++)
        {
            float score = scores[Array.IndexOf(BeatNetwork.Meters, models.Meter.Classes[i])];
            probabilities[i] = (SignalWeight * MathF.Log(probabilities[i] + LeastProbability)) + (NetworkWeight * score);
        }

        TensorPrimitives.Divide(probabilities, Temperature, probabilities);
        TensorPrimitives.SoftMax<float>(probabilities, probabilities);
    }
}
