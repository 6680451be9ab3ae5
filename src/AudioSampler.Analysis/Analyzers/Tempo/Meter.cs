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

    /// <summary>Beats of a bar, the beat being what a listener taps: a dotted quarter in 6/8, 9/8 and 12/8.</summary>
    /// <param name="timeSignature">Such as 3/4.</param>
    /// <returns>Null for one that is never named here.</returns>
    public static int? BeatsPerBar(string? timeSignature) =>
        timeSignature switch
        {
            "2/4" or "6/8" => 2,
            "3/4" or "9/8" => 3,
            "4/4" or "12/8" => 4,
            "5/4" => 5,
            _ => null,
        };

    /// <summary>Decides on the meter of a region.</summary>
    public static Meter Of(TempoTrack track, TempoModels models)
    {
        float[] features = new float[MeterEvidence.FeatureCount];
        float[] probabilities = new float[models.Meter.Classes.Length];
        MeterEvidence.Fill(track.SignalDownbeatLogOdds, track.Accents, track.Evidence, features);
        models.Meter.Evaluate(features, probabilities);
        var meters = Enumerable.Zip(models.Meter.Classes, probabilities).ToDictionary(StringComparer.Ordinal);
        if (track.Activations is { } activations)
        {
            meters = Join(meters, activations);
        }

        (string name, float probability) = meters.MaxBy(pair => pair.Value);
        bool additive = AdditiveLength(track.DownbeatLogOdds) is { } length && length != BeatsPerBar(name);
        if (BeatsPerBar(name) is not { } beatsPerBar || additive)
        {
            return new Meter(null, probability, []);
        }

        int[] positions = BarFinder.Find(track.DownbeatLogOdds, beatsPerBar).Positions;
        return new Meter(name, probability, [.. Enumerable.Range(0, positions.Length).Where(b => positions[b] == 0)]);
    }

    /// <summary>Five or seven, where bars of so many beats fit clearly better than all of two to four; else null.</summary>
    private static int? AdditiveLength(float[] downbeatLogOdds)
    {
        double named = s_namedLengths.Max(Fit);
        int length = s_additiveLengths.MaxBy(Fit);
        return Fit(length) > Math.Max(AdditiveFit, named + AdditiveMargin) ? length : null;

        double Fit(int beats) => BarFinder.Find(downbeatLogOdds, beats).ScorePerBeat;
    }

    /// <summary>Joins what the accents say with what the temporal network says, as products of powers. The accents know fewer meters: which of those that are "other" to them it is, the network says alone.</summary>
    private static Dictionary<string, float> Join(Dictionary<string, float> byAccents, BeatActivations activations)
    {
        float[] byNetwork = new float[BeatNetwork.Meters.Length];
        activations.Meter(byNetwork);
        TensorPrimitives.SoftMax<float>(byNetwork, byNetwork);
        var heard = Enumerable.Zip(BeatNetwork.Meters, byNetwork).ToDictionary(StringComparer.Ordinal);
        var groups = heard.GroupBy(pair => byAccents.ContainsKey(pair.Key) ? pair.Key : Other, StringComparer.Ordinal).ToArray();
        float[] joint =
        [
            .. groups.Select(group =>
                (
                    (SignalWeight * MathF.Log(byAccents[group.Key] + LeastProbability))
                    + (NetworkWeight * MathF.Log(group.Sum(pair => pair.Value) + LeastProbability))
                ) / Temperature
            ),
        ];
        TensorPrimitives.SoftMax<float>(joint, joint);
        return groups
            .Zip(joint)
            .SelectMany(entry =>
            {
                float whole = entry.First.Sum(pair => pair.Value) + LeastProbability;
                return entry.First.Select(pair => KeyValuePair.Create(pair.Key, entry.Second * pair.Value / whole));
            })
            .ToDictionary(StringComparer.Ordinal);
    }
}
