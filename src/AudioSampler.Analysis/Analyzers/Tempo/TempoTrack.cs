using AudioSampler.Dsp.Rhythm;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>Tempo path, beats and evidence of a region, before anything is claimed of it.</summary>
internal sealed class TempoTrack
{
    /// <summary>Beats that a tempo needs.</summary>
    public const int FewestBeats = 4;

    private const int MostEvidenceBlocks = 16;

    /// <summary>Weights of the two kinds of evidence for a downbeat.</summary>
    private const float NetworkDownbeatWeight = 0.8f;
    private const float SignalDownbeatWeight = 1f;
    private const float MostDownbeatOdds = 5;

    /// <summary>How many other levels are looked at, and how probable each has to be.</summary>
    private const int MostRelatives = 3;
    private const double LeastOfRelative = 0.001;

    /// <summary>Of a tempo: other levels at which the same music can be counted.</summary>
    private static readonly double[] s_relatives = [2, 1 / 2.0, 3, 1 / 3.0, 3 / 2.0, 2 / 3.0, 4 / 3.0, 3 / 4.0];

    private TempoTrack(
        BeatActivations? activations,
        TempoBlocks blocks,
        int[] path,
        BeatFinder finder,
        TempoModels models,
        bool off = false
    )
    {
        FoundBeats found = off ? finder.Off : finder.On;
        Activations = activations;
        Blocks = blocks;
        Path = path;
        OffBeat = off || finder.Off.Count < FewestBeats ? null : new TempoTrack(activations, blocks, path, finder, models, off: true);
        Beats = [.. found.Beats];
        BeatLogOdds = [.. found.Evidence];
        MeanLogOdds = finder.MeanEvidence;
        Accents = [.. found.Accents];
        Evidence = blocks.EvidenceAt(path, MostEvidenceBlocks);
        SignalDownbeatLogOdds = Downbeats(models.Downbeat);
        DownbeatLogOdds = activations is null ? SignalDownbeatLogOdds : [.. SignalDownbeatLogOdds.Select(Joint)];
    }

    /// <summary>The same tempo with the beats half-way between; null where there are too few of them, or where the temporal network has no say.</summary>
    public TempoTrack? OffBeat { get; }

    /// <summary>What the temporal network hears; null where it has no say.</summary>
    public BeatActivations? Activations { get; }

    public TempoBlocks Blocks { get; }

    /// <summary>[blocks] grid index of the tempo.</summary>
    public int[] Path { get; }

    /// <summary>Tempo half-way along the path.</summary>
    public double MiddleBpm => TempoGrid.Bpm(Path[Path.Length / 2]);

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
    /// <param name="posteriors">Of <see cref="Blocks"/>: by all evidence or by the periodicities alone.</param>
    public double ProbabilityNearPath(float[][] posteriors) => Near(Path, posteriors);

    /// <summary>Mean log odds of a beat, as the temporal network hears it, at a part of the way from each beat to the next: 0 for the beats themselves.</summary>
    public float MeanHeard(double part) => Mean(Activations!.BeatAt, part);

    /// <summary>The same of a downbeat, which is seldom likely anywhere.</summary>
    public float MeanDown(double part) => Mean(Activations!.DownbeatAt, part);

    /// <summary>Mean absolute change of the logarithm of the interval from beat to beat.</summary>
    public double Irregularity()
    {
        const double OfTooFew = 0.3;
        double sum = 0;
        for (int b = 2; b < Beats.Length; b++)
        {
            sum += Math.Abs(Math.Log((Beats[b] - Beats[b - 1]) / (Beats[b - 1] - Beats[b - 2])));
        }

        return Beats.Length < 3 ? OfTooFew : sum / (Beats.Length - 2);
    }

    /// <summary>The beats at the tempo of a track and at the likeliest of its metrical relatives, by all evidence; the track itself first.</summary>
    public static TempoTrack[] Levels(
        OnsetFrames frames,
        TempoTrack track,
        TempoModels models,
        int lowest,
        int highest,
        CancellationToken cancellationToken
    )
    {
        int middle = track.Path[track.Path.Length / 2];
        return
        [
            track,
            .. s_relatives
                .Select(relative => (int)Math.Round(TempoGrid.StepsPerOctave * Math.Log2(relative)))
                .Where(shift => middle + shift >= lowest && middle + shift <= highest)
                .Select(shift => (int[])[.. track.Path.Select(index => Math.Clamp(index + shift, lowest, highest))])
                .Where(path => Near(path, track.Blocks.Posteriors) > LeastOfRelative)
                .OrderByDescending(path => Near(path, track.Blocks.Posteriors))
                .Take(MostRelatives)
                .Select(path => Along(frames, track.Activations, track.Blocks, path, models, cancellationToken))
                .Where(level => level.Beats.Length >= FewestBeats),
        ];
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
        int[] joint = TempoPath.Find(blocks.Posteriors, lowest, highest);
        int[] signal = TempoPath.Find(blocks.SignalPosteriors, lowest, highest);
        return (
            Along(frames, activations, blocks, joint, models, cancellationToken),
            Along(frames, null, blocks, signal, models, cancellationToken)
        );
    }

    private static TempoTrack Along(
        OnsetFrames frames,
        BeatActivations? activations,
        TempoBlocks blocks,
        int[] path,
        TempoModels models,
        CancellationToken cancellationToken
    )
    {
        var finder = new BeatFinder(frames, activations, blocks, path, models.Beat);
        finder.Find(cancellationToken);
        return new TempoTrack(activations, blocks, path, finder, models);
    }

    private float Mean(Func<double, float> heard, double part)
    {
        float sum = 0;
        int count = Beats.Length - 1;
        for (int b = 0; b < count; b++)
        {
            sum += heard(Beats[b] + (part * (Beats[b + 1] - Beats[b])));
        }

        return count < 1 ? 0 : sum / count;
    }

    private static double Near(int[] path, float[][] posteriors)
    {
        double sum = 0;
        for (int b = 0; b < path.Length; b++)
        {
            for (int i = Math.Max(0, path[b] - 2); i <= Math.Min(TempoGrid.Count - 1, path[b] + 2); i++)
            {
                sum += posteriors[b][i];
            }
        }

        return Math.Min(1, sum / path.Length);
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
        double bpm = MiddleBpm;
        Span<float> row = stackalloc float[BarEvidence.FeatureCount];
        for (int b = 0; b < result.Length; b++)
        {
            BarEvidence.Fill(Accents, mean, b, bpm, row);
            result[b] = Math.Clamp(downbeat.Evaluate(row), -MostDownbeatOdds, MostDownbeatOdds);
        }

        return result;
    }
}
