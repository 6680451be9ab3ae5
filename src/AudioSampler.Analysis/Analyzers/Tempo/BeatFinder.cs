using AudioSampler.Dsp.Rhythm;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>Finds the beats of a region along a tempo path, in chunks of a few minutes, so that memory stays bounded.</summary>
internal sealed class BeatFinder(OnsetFrames frames, BeatActivations? activations, TempoBlocks blocks, int[] path, LogOdds beat)
{
    /// <summary>Weights of the two kinds of evidence; that of the network is less than held-out songs want, as it is too sure of music unlike theirs.</summary>
    private const float NetworkWeight = 0.7f;
    private const float SignalWeight = 1f;

    private const int ChunkFrames = 16_384; // 3 minutes
    private const int OverlapFrames = 1024;
    private const float MostEvidence = 6;

    // Whether there is a pulse is judged by a network that has learnt from the beats of this one.
    private readonly BeatTracker _tracker = activations is null ? new() { Tightness = [300] } : new();

    /// <summary>Beats as frames of the region, rising; with fractions.</summary>
    public List<double> Beats { get; } = [];

    /// <summary>Evidence (log odds) at each beat.</summary>
    public List<float> Evidence { get; } = [];

    /// <summary>Accents at each beat, as <see cref="BarEvidence"/> makes them.</summary>
    public List<float> Accents { get; } = [];

    /// <summary>Mean evidence (log odds) over all frames.</summary>
    public double MeanEvidence { get; private set; }

    /// <summary>Looks for the beats.</summary>
    public void Find(CancellationToken cancellationToken)
    {
        int from = 0;
        double sum = 0;
        long counted = 0;
        while (from < frames.Count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(ChunkFrames, frames.Count - from);
            bool last = from + count == frames.Count;
            var series = new RhythmSeries(frames, from, count);
            float[] periods = Periods(from, count);
            float[] evidence = EvidenceOf(series, periods);
            float[] joint = activations is null ? evidence : Joint(activations, evidence, from);
            foreach (float value in evidence)
            {
                sum += value;
            }

            counted += count;
            int[] found = _tracker.Track(joint, periods, Beats.Count == 0 ? null : 0);
            int kept = last ? found.Length : Array.FindLastIndex(found, frame => frame < count - OverlapFrames) + 1;
            double[] refined = [.. found.Select(frame => Refine(joint, frame))];
            float[] accents = BarEvidence.Accents(series, refined);
            for (int i = Beats.Count == 0 ? 0 : 1; i < kept; i++)
            {
                Beats.Add(from + refined[i]);
                Evidence.Add(evidence[found[i]]);
                Accents.AddRange(accents.AsSpan(i * BarEvidence.AccentCount, BarEvidence.AccentCount));
            }

            if (last || kept < 2)
            {
                break;
            }

            from += found[kept - 1];
        }

        MeanEvidence = counted == 0 ? 0 : sum / counted;
    }

    // Expected frames of a beat around each frame: between the middles of stretches on a straight line of log tempo.
    private float[] Periods(int from, int count)
    {
        float[] periods = new float[count];
        int block = 0;
        for (int i = 0; i < count; i++)
        {
            double frame = from + i;
            while (block < blocks.Count - 2 && frame > blocks.Middle(block + 1))
            {
                block++;
            }

            int next = Math.Min(block + 1, blocks.Count - 1);
            double span = blocks.Middle(next) - blocks.Middle(block);
            double share = span > 0 ? Math.Clamp((frame - blocks.Middle(block)) / span, 0, 1) : 0;
            // A jump is taken in one, not glided over.
            double index =
                Math.Abs(path[next] - path[block]) > 8
                    ? (share < 0.5 ? path[block] : path[next])
                    : path[block] + (share * (path[next] - path[block]));
            periods[i] = (float)(frames.FrameRateHz * 60 / TempoGrid.Bpm(index));
        }

        return periods;
    }

    private float[] EvidenceOf(RhythmSeries series, float[] periods)
    {
        float[] evidence = new float[series.Count];
        Span<float> row = stackalloc float[BeatEvidence.FeatureCount];
        for (int i = 0; i < evidence.Length; i++)
        {
            BeatEvidence.Fill(series, i, periods[i], row);
            evidence[i] = Math.Clamp(beat.Evaluate(row), -MostEvidence, MostEvidence);
        }

        return evidence;
    }

    /// <summary>Log odds of a beat by onset strength around each frame and by the temporal network together.</summary>
    private static float[] Joint(BeatActivations activations, float[] evidence, int from)
    {
        float[] joint = new float[evidence.Length];
        for (int i = 0; i < joint.Length; i++)
        {
            joint[i] = Math.Clamp(
                (SignalWeight * evidence[i]) + (NetworkWeight * activations.BeatAt(from + i)),
                -MostEvidence,
                MostEvidence
            );
        }

        return joint;
    }

    // The top of the parabola through a frame and its neighbours.
    private static double Refine(float[] evidence, int frame)
    {
        if (frame == 0 || frame + 1 >= evidence.Length)
        {
            return frame;
        }

        double bend = evidence[frame - 1] - (2 * evidence[frame]) + evidence[frame + 1];
        return bend < -1e-6 ? frame + Math.Clamp(0.5 * (evidence[frame - 1] - evidence[frame + 1]) / bend, -0.5, 0.5) : frame;
    }
}
