using AudioSampler.Dsp.Rhythm;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>Beats of a region as they are found, chunk by chunk, with what was measured at each.</summary>
internal sealed class FoundBeats
{
    /// <summary>Beats as frames of the region, rising; with fractions.</summary>
    public List<double> Beats { get; } = [];

    /// <summary>Evidence (log odds) at each beat, by onset strength.</summary>
    public List<float> Evidence { get; } = [];

    /// <summary>Accents at each beat, as <see cref="BarEvidence"/> makes them.</summary>
    public List<float> Accents { get; } = [];

    /// <summary>How many they are.</summary>
    public int Count => Beats.Count;

    /// <summary>Adds those of a chunk, from one on and as many as are kept: their neighbours on both sides tell of their accents.</summary>
    /// <param name="series">The chunk.</param>
    /// <param name="from">Its first frame.</param>
    /// <param name="frames">Beats as frames of the chunk.</param>
    /// <param name="refined">The same with fractions.</param>
    /// <param name="evidence">[frames of the chunk].</param>
    /// <param name="kept">Which of the beats are added.</param>
    public void Add(RhythmSeries series, int from, int[] frames, double[] refined, float[] evidence, Range kept)
    {
        float[] accents = BarEvidence.Accents(series, refined);
        (int first, int count) = kept.GetOffsetAndLength(frames.Length);
        for (int i = first; i < first + count; i++)
        {
            Beats.Add(from + refined[i]);
            Evidence.Add(evidence[frames[i]]);
            Accents.AddRange(accents.AsSpan(i * BarEvidence.AccentCount, BarEvidence.AccentCount));
        }
    }
}
