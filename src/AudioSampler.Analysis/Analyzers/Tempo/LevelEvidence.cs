using System.Numerics.Tensors;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>What speaks for a metrical level, once its beats and bars have been looked for: the tempo, how well beats, divisions and bars fit it, and the meters that come with it.</summary>
internal static class LevelEvidence
{
    private const float Least = 1e-4f;
    private const int EvidenceTail = 5;
    private const int MetersByAccents = 5;
    private static readonly int[] s_barLengths = [2, 3, 4];
    private static readonly int[] s_heardBarLengths = [2, 3, 4, 5, 6];

    // Of TempoEvidence: periodicity of the whole at all lags, of the bass and of the harmony at the beat and its multiples.
    private static readonly int[] s_correlations =
    [
        .. Enumerable.Range(0, 13),
        13 + 5,
        13 + 8,
        13 + 9,
        13 + 10,
        52 + 5,
        52 + 8,
        52 + 9,
        52 + 10,
    ];

    /// <summary>Number of numbers.</summary>
    public static int FeatureCount { get; } =
        5
        + 9
        + (2 * s_barLengths.Length)
        + s_heardBarLengths.Length
        + MetersByAccents
        + BeatNetwork.Meters.Length
        + s_correlations.Length
        + EvidenceTail;

    /// <summary>Fills the numbers.</summary>
    /// <param name="track">Beats at the level, found with the temporal network.</param>
    /// <param name="models">The networks.</param>
    /// <param name="row">[FeatureCount].</param>
    public static void Fill(TempoTrack track, TempoModels models, Span<float> row)
    {
        BeatActivations heard = track.Activations ?? throw new ArgumentException("the temporal network was not asked", nameof(track));
        float pace = (float)Math.Log2(track.MiddleBpm / 90);
        float[] heardDownbeats = [.. track.Beats.Select(heard.DownAt)];
        int f = 0;
        row[f++] = pace;
        row[f++] = pace * pace;
        row[f++] = MathF.Log(Least + (float)track.ProbabilityNearPath(track.Blocks.Posteriors));
        row[f++] = MathF.Log(Least + (float)track.ProbabilityNearPath(track.Blocks.SignalPosteriors));
        row[f++] = MathF.Log2(1 + track.Beats.Length);

        row[f++] = track.BeatLogOdds.Length == 0 ? -6 : track.BeatLogOdds.Average();
        row[f++] = (float)track.MeanLogOdds;
        row[f++] = track.MeanHeard(0);
        row[f++] = track.MeanHeard(1 / 2.0);
        row[f++] = (track.MeanHeard(1 / 3.0) + track.MeanHeard(2 / 3.0)) / 2;
        row[f++] = (track.MeanHeard(1 / 4.0) + track.MeanHeard(3 / 4.0)) / 2;
        row[f++] = track.Beats.Length == 0 ? 0 : track.Beats.Count(beat => heard.BeatAt(beat) > 0) / (float)track.Beats.Length;
        row[f++] = track.Beats.Length == 0 ? 0 : heardDownbeats.Average();
        row[f++] = (float)track.Irregularity();

        foreach (int length in s_barLengths)
        {
            double[] phases = BarFinder.PhaseScores(track.DownbeatLogOdds, length);
            row[f++] = (float)BarFinder.Find(track.DownbeatLogOdds, length).ScorePerBeat;
            row[f++] = (float)(phases[0] - phases[1]);
        }

        foreach (int length in s_heardBarLengths)
        {
            row[f++] = (float)BarFinder.Find(heardDownbeats, length).ScorePerBeat;
        }

        Span<float> accents = stackalloc float[MetersByAccents];
        Meter.ByAccents(track, models, accents);
        foreach (float probability in accents)
        {
            row[f++] = MathF.Log(Least + probability);
        }

        Span<float> meters = row.Slice(f, BeatNetwork.Meters.Length);
        heard.Meter(meters);
        TensorPrimitives.SoftMax<float>(meters, meters);
        TensorPrimitives.Add(meters, Least, meters);
        TensorPrimitives.Log<float>(meters, meters);
        f += meters.Length;

        foreach (int index in s_correlations)
        {
            row[f++] = track.Evidence[index];
        }

        track.Evidence.AsSpan(track.Evidence.Length - EvidenceTail).CopyTo(row[f..]);
    }
}
