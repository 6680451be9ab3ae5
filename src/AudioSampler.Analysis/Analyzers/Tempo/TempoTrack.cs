using AudioSampler.Dsp.Rhythm;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>Tempo path, beats and evidence of a region, before anything is claimed of it.</summary>
internal sealed class TempoTrack
{
    private const int MostEvidenceBlocks = 16;

    /// <summary>Weights of the two kinds of evidence for a downbeat.</summary>
    private const float NetworkDownbeatWeight = 0.8f;
    private const float SignalDownbeatWeight = 1f;
    private const float MostDownbeatOdds = 5;

    private TempoTrack(BeatActivations? activations, TempoBlocks blocks, int[] path, BeatFinder finder, TempoModels models)
    {
        Activations = activations;
        Blocks = blocks;
        Path = path;
        Beats = [.. finder.Beats];
        BeatLogOdds = [.. finder.Evidence];
        MeanLogOdds = finder.MeanEvidence;
        Accents = [.. finder.Accents];
        Evidence = blocks.EvidenceAt(path, MostEvidenceBlocks);
        SignalDownbeatLogOdds = Downbeats(models.Downbeat);
        DownbeatLogOdds = activations is null ? SignalDownbeatLogOdds : [.. SignalDownbeatLogOdds.Select(Joint)];
    }

    /// <summary>What the temporal network hears; null where it has no say.</summary>
    public BeatActivations? Activations { get; }

    public TempoBlocks Blocks { get; }

    /// <summary>[blocks] grid index of the tempo.</summary>
    public int[] Path { get; }

    /// <summary>Beats as frames, with fractions.</summary>
    public double[] Beats { get; }

    /// <summary>[beats] evidence for each.</summary>
    public float[] BeatLogOdds { get; }

    /// <summary>Mean evidence for a beat over all frames.</summary>
    public double MeanLogOdds { get; }

    /// <summary>[beats x BarEvidence.AccentCount].</summary>
    public float[] Accents { get; }

    /// <summary>Mean <see cref="TempoEvidence"/> along the path.</summary>
    public float[] Evidence { get; }

    /// <summary>[beats] evidence for a bar to begin there.</summary>
    public float[] DownbeatLogOdds { get; }

    /// <summary>[beats] the same by the accents alone, without the temporal network.</summary>
    public float[] SignalDownbeatLogOdds { get; }

    /// <summary>Mean probability of the tempi within 4 % of the path.</summary>
    public double ProbabilityNearPath()
    {
        double sum = 0;
        for (int b = 0; b < Blocks.Count; b++)
        {
            for (int i = Math.Max(0, Path[b] - 2); i <= Math.Min(TempoGrid.Count - 1, Path[b] + 2); i++)
            {
                sum += Blocks.Posteriors[b][i];
            }
        }

        return Math.Min(1, sum / Blocks.Count);
    }

    /// <summary>Follows the tempo of a region: once by all evidence, and once by periodicities and onset strength alone, by which it is judged whether there is a pulse.</summary>
    public static (TempoTrack Joint, TempoTrack Signal) Follow(
        OnsetFrames frames,
        TempoModels models,
        int lowest,
        int highest,
        CancellationToken cancellationToken
    )
    {
        var activations = BeatActivations.Of(frames, models.Beats, cancellationToken);
        var blocks = new TempoBlocks(frames, activations, models.Level, cancellationToken);
        return (Along(activations, blocks.Posteriors), Along(null, blocks.SignalPosteriors));

        TempoTrack Along(BeatActivations? heard, float[][] posteriors)
        {
            int[] path = TempoPath.Find(posteriors, lowest, highest);
            var finder = new BeatFinder(frames, heard, blocks, path, models.Beat);
            finder.Find(cancellationToken);
            return new TempoTrack(heard, blocks, path, finder, models);
        }
    }

    private float Joint(float signal, int beat) =>
        Math.Clamp(
            (SignalDownbeatWeight * signal) + (NetworkDownbeatWeight * Activations!.DownAt(Beats[beat])),
            -MostDownbeatOdds,
            MostDownbeatOdds
        );

    private float[] Downbeats(LogOdds downbeat)
    {
        float[] result = new float[Beats.Length];
        float[] mean = BarEvidence.Mean(Accents);
        double bpm = TempoGrid.Bpm(Path[Path.Length / 2]);
        Span<float> row = stackalloc float[BarEvidence.FeatureCount];
        for (int b = 0; b < result.Length; b++)
        {
            BarEvidence.Fill(Accents, mean, b, bpm, row);
            result[b] = Math.Clamp(downbeat.Evaluate(row), -MostDownbeatOdds, MostDownbeatOdds);
        }

        return result;
    }
}
