using AudioSampler.Dsp.Tonal;

namespace AudioSampler.Analysis.Analyzers.Key;

/// <summary>Describes a region by what the key layer looks at (mean bass chroma, mean treble chroma and the mean shares of the triads, each centred and scaled), and its vectors by what the network does.</summary>
internal sealed class KeyDescription
{
    /// <summary>12 of the bass, 12 of the treble, 12 major and 12 minor triads.</summary>
    public const int Width = 48;

    private readonly ChromaFrames _frames;
    private readonly float[] _triads;

    /// <summary>Prepares the triads of the whole region.</summary>
    public KeyDescription(ChromaFrames frames)
    {
        _frames = frames;
        _triads = new float[frames.Count * MusicalKey.Count];
        var likeness = new TriadLikeness();
        for (int v = 0; v < frames.Count; v++)
        {
            likeness.Of(frames.Bass(v), frames.Treble(v), _triads.AsSpan(v * MusicalKey.Count, MusicalKey.Count));
        }
    }

    /// <summary>Number of vectors.</summary>
    public int Count => _frames.Count;

    /// <summary>Describes one vector: its bass chroma and its treble chroma, each centred and scaled, and the shares of the triads as they are.</summary>
    /// <param name="index">Which.</param>
    /// <param name="vector">Result, [48].</param>
    public void Vector(int index, Span<float> vector)
    {
        TriadLikeness.Scale(_frames.Bass(index), vector[..12]);
        TriadLikeness.Scale(_frames.Treble(index), vector[12..ChromaFrames.Width]);
        _triads.AsSpan(index * MusicalKey.Count, MusicalKey.Count).CopyTo(vector[ChromaFrames.Width..]);
    }

    /// <summary>Describes all of the region.</summary>
    /// <param name="description">Result, [48].</param>
    public void OfAll(Span<double> description)
    {
        description.Clear();
        for (int v = 0; v < Count; v++)
        {
            Add(_frames.Vectors.AsSpan(v * ChromaFrames.Width, ChromaFrames.Width), description);
            Add(_triads.AsSpan(v * MusicalKey.Count, MusicalKey.Count), description[ChromaFrames.Width..]);
        }

        int count = Math.Max(1, Count);
        Scale(description[..12], count);
        Scale(description[12..24], count);
        Scale(description[24..], count);
    }

    private static void Add(ReadOnlySpan<float> values, Span<double> sums)
    {
        for (int i = 0; i < values.Length; i++)
        {
            sums[i] += values[i];
        }
    }

    private static void Scale(Span<double> sums, int count)
    {
        double mean = 0;
        foreach (ref double value in sums)
        {
            value /= count;
            mean += value / sums.Length;
        }

        double square = 0;
        foreach (ref double value in sums)
        {
            value -= mean;
            square += value * value;
        }

        double length = Math.Max(Math.Sqrt(square), 1e-9);
        foreach (ref double value in sums)
        {
            value /= length;
        }
    }
}
