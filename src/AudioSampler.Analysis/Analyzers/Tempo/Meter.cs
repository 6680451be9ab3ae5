namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>The likeliest meter and its bars.</summary>
/// <param name="TimeSignature">Such as 3/4; null when it is none of those known.</param>
/// <param name="Probability">That it is right, 0…1.</param>
/// <param name="Downbeats">Indices of the beats that begin a bar.</param>
internal sealed record Meter(string? TimeSignature, double Probability, int[] Downbeats)
{
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

    /// <summary>Lays the bars of the meter that was chosen for a level.</summary>
    public static Meter Of(LevelChoice choice)
    {
        float[] downbeats = choice.Track.DownbeatLogOdds;
        bool additive = AdditiveLength(downbeats) is { } length && length != BeatsPerBar(choice.Meter);
        if (BeatsPerBar(choice.Meter) is not { } beatsPerBar || additive)
        {
            return new Meter(null, choice.MeterProbability, []);
        }

        int[] positions = BarFinder.Find(downbeats, beatsPerBar).Positions;
        return new Meter(choice.Meter, choice.MeterProbability, [.. Enumerable.Range(0, positions.Length).Where(b => positions[b] == 0)]);
    }

    /// <summary>Probabilities of the meters by accents and divisions alone, without the temporal network.</summary>
    public static void ByAccents(TempoTrack track, TempoModels models, Span<float> probabilities)
    {
        float[] features = new float[MeterEvidence.FeatureCount];
        MeterEvidence.Fill(track.SignalDownbeatLogOdds, track.Accents, track.Evidence, features);
        models.Meter.Evaluate(features, probabilities);
    }

    /// <summary>Five or seven, where bars of so many beats fit clearly better than all of two to four; else null.</summary>
    private static int? AdditiveLength(float[] downbeatLogOdds)
    {
        double named = s_namedLengths.Max(Fit);
        int length = s_additiveLengths.MaxBy(Fit);
        return Fit(length) > Math.Max(AdditiveFit, named + AdditiveMargin) ? length : null;

        double Fit(int beats) => BarFinder.Find(downbeatLogOdds, beats).ScorePerBeat;
    }
}
