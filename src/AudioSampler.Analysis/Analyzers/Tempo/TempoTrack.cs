using AudioSampler.Dsp.Rhythm;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>Tempo path, beats and evidence of a region, before anything is claimed of it.</summary>
internal sealed class TempoTrack
{
    private const int MostEvidenceBlocks = 16;

    private TempoTrack(TempoBlocks blocks, int[] path, BeatFinder finder, TempoModels models)
    {
        Blocks = blocks;
        Path = path;
        Beats = [.. finder.Beats];
        BeatLogOdds = [.. finder.Evidence];
        MeanLogOdds = finder.MeanEvidence;
        Accents = [.. finder.Accents];
        Evidence = blocks.EvidenceAt(path, MostEvidenceBlocks);
        DownbeatLogOdds = Downbeats(models.Downbeat);
    }

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

    /// <summary>Follows the tempo of a region.</summary>
    public static TempoTrack Follow(OnsetFrames frames, TempoModels models, int lowest, int highest, CancellationToken cancellationToken)
    {
        var blocks = new TempoBlocks(frames, models.Level, cancellationToken);
        return Along(frames, blocks, TempoPath.Find(blocks.Posteriors, lowest, highest), models, cancellationToken);
    }

    /// <summary>Finds the beats along a given path.</summary>
    public static TempoTrack Along(
        OnsetFrames frames,
        TempoBlocks blocks,
        int[] path,
        TempoModels models,
        CancellationToken cancellationToken
    )
    {
        var finder = new BeatFinder(frames, blocks, path, models.Beat);
        finder.Find(cancellationToken);
        return new TempoTrack(blocks, path, finder, models);
    }

    private float[] Downbeats(LogOdds downbeat)
    {
        float[] result = new float[Beats.Length];
        float[] mean = BarEvidence.Mean(Accents);
        double bpm = TempoGrid.Bpm(Path[Path.Length / 2]);
        Span<float> row = stackalloc float[BarEvidence.FeatureCount];
        for (int b = 0; b < result.Length; b++)
        {
            BarEvidence.Fill(Accents, mean, b, bpm, row);
            result[b] = Math.Clamp(downbeat.Evaluate(row), -5, 5);
        }

        return result;
    }
}
