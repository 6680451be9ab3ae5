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

    /// <summary>How far from the middle between two beats an off-beat may lie, in parts of a beat: swung ones come late.</summary>
    private const double OffBeatReach = 0.17;

    // Whether there is a pulse is judged by a network that has learnt from the beats of this one.
    private readonly BeatTracker _tracker = activations is null ? new() { Tightness = [300] } : new();

    /// <summary>The beats.</summary>
    public FoundBeats On { get; } = new();

    /// <summary>What lies half-way between them, which are the beats when the accents are on the off-beats; looked for where the temporal network has a say.</summary>
    public FoundBeats Off { get; } = new();

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
            bool first = On.Count == 0;
            int[] found = _tracker.Track(joint, periods, first ? null : 0);
            int kept = last ? found.Length : Array.FindLastIndex(found, frame => frame < count - OverlapFrames) + 1;
            double[] refined = [.. found.Select(frame => Refine(joint, frame))];
            On.Add(series, from, found, refined, evidence, Math.Min(first ? 0 : 1, kept)..kept);
            if (activations is not null)
            {
                int[] off = OffBeats(joint, refined.AsSpan(0, kept), first, last);
                Off.Add(series, from, off, [.. off.Select(frame => Refine(joint, frame))], evidence, ..);
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

    // The likeliest places about half-way from each beat to the next, and half a beat before the first and after the last of all.
    private static int[] OffBeats(float[] joint, ReadOnlySpan<double> beats, bool first, bool last)
    {
        if (beats.Length < 2)
        {
            return [];
        }

        var middles = new List<(double Place, double Gap)>();
        if (first)
        {
            middles.Add((beats[0] - ((beats[1] - beats[0]) / 2), beats[1] - beats[0]));
        }

        for (int i = 0; i + 1 < beats.Length; i++)
        {
            middles.Add(((beats[i] + beats[i + 1]) / 2, beats[i + 1] - beats[i]));
        }

        if (last)
        {
            middles.Add((beats[^1] + ((beats[^1] - beats[^2]) / 2), beats[^1] - beats[^2]));
        }

        return
        [
            .. middles.Where(middle => middle.Place >= 0 && middle.Place <= joint.Length - 1).Select(middle => Strongest(joint, middle)),
        ];
    }

    private static int Strongest(float[] joint, (double Place, double Gap) middle)
    {
        int from = Math.Max(0, (int)Math.Round(middle.Place - (OffBeatReach * middle.Gap)));
        int to = Math.Min(joint.Length - 1, (int)Math.Round(middle.Place + (OffBeatReach * middle.Gap)));
        int best = (int)Math.Round(middle.Place);
        for (int frame = from; frame <= to; frame++)
        {
            best = joint[frame] > joint[best] ? frame : best;
        }

        return best;
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
