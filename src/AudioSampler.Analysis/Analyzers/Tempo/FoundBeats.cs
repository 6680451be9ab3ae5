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

    /// <summary>Adds those of a chunk.</summary>
    /// <param name="series">The chunk.</param>
    /// <param name="from">Its first frame.</param>
    /// <param name="beats">Beats as frames of the chunk.</param>
    /// <param name="evidence">[frames of the chunk].</param>
    public void Add(RhythmSeries series, int from, ReadOnlySpan<double> beats, float[] evidence)
    {
        foreach (double beat in beats)
        {
            Beats.Add(from + beat);
            Evidence.Add(evidence[(int)Math.Round(beat)]);
        }

        Accents.AddRange(BarEvidence.Accents(series, beats));
    }
}
