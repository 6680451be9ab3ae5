namespace AudioSampler.Dsp.Tonal;

/// <summary>The outcome of a <see cref="ChromaExtractor"/>: chroma vectors at a slow, even pace, and what was learnt of the whole signal.</summary>
public sealed class ChromaFrames
{
    /// <summary>Values of a vector: 12 of the bass, then 12 of the treble, C first in each.</summary>
    public const int Width = 24;

    /// <summary>Chroma of single frames, [frames x 24], row-major; not scaled. A frame is about twice as long as the time from one to the next.</summary>
    public required float[] FrameVectors { get; init; }

    /// <summary>Seconds from frame to frame.</summary>
    public required double FrameSeconds { get; init; }

    /// <summary>Sums of a few frames each, [vectors x 24], row-major; not scaled: a vector's sum says how much is pitched in it.</summary>
    public required float[] Vectors { get; init; }

    /// <summary>Number of vectors.</summary>
    public int Count => Vectors.Length / Width;

    /// <summary>Seconds from vector to vector.</summary>
    public required double HopSeconds { get; init; }

    /// <summary>Tuning; null when there are no partials that keep to one.</summary>
    public required Tuning? Tuning { get; init; }

    /// <summary>How closely the partials keep to one tuning of 12 equal steps, 0…1.</summary>
    public required double TuningConcentration { get; init; }

    /// <summary>Share of the strength of all partials that is there in the frame before or after too, 0…1: high for tones, low for noise and hits.</summary>
    public required double Persistence { get; init; }

    /// <summary>Mean summed strength of the persistent partials of a frame: about 0 for noise, 5 to 100 for music.</summary>
    public required double MeanStrength { get; init; }

    /// <summary>12 values of the bass.</summary>
    public ReadOnlySpan<float> Bass(int vector) => Vectors.AsSpan(vector * Width, 12);

    /// <summary>12 values of the treble.</summary>
    public ReadOnlySpan<float> Treble(int vector) => Vectors.AsSpan((vector * Width) + 12, 12);
}
