using System.Collections.Immutable;
using AudioSampler.Dsp.Tonal;

namespace AudioSampler.Analysis.Artifacts;

/// <summary>Chroma of a region: what of each pitch class sounds when, apart for bass and treble, at about two vectors a second.</summary>
public sealed class ChromaSeries
{
    /// <summary>Takes over what the extractor found.</summary>
    /// <param name="frames">Vectors, tuning and how tonal the region is.</param>
    /// <param name="startSeconds">Start of the region, in seconds from the start of the file.</param>
    public ChromaSeries(ChromaFrames frames, double startSeconds)
    {
        Frames = frames;
        StartSeconds = startSeconds;
        MeanChroma = Mean(frames);
    }

    /// <summary>Mean treble chroma of the region: 12 values, C first, the largest 1; all 0 where nothing pitched sounds.</summary>
    public ImmutableArray<float> MeanChroma { get; }

    /// <summary>The vectors, the tuning, and how tonal the region is.</summary>
    public ChromaFrames Frames { get; }

    /// <summary>Start of the region, in seconds from the start of the file.</summary>
    public double StartSeconds { get; }

    /// <summary>Time at which a vector begins, in seconds from the start of the file.</summary>
    public double TimeOf(int vector) => StartSeconds + (vector * Frames.HopSeconds);

    private static ImmutableArray<float> Mean(ChromaFrames frames)
    {
        Span<double> sum = stackalloc double[12];
        sum.Clear();
        for (int v = 0; v < frames.Count; v++)
        {
            ReadOnlySpan<float> treble = frames.Treble(v);
            for (int c = 0; c < 12; c++)
            {
                sum[c] += treble[c];
            }
        }

        double largest = 0;
        foreach (double value in sum)
        {
            largest = Math.Max(largest, value);
        }

        var mean = ImmutableArray.CreateBuilder<float>(12);
        foreach (double value in sum)
        {
            mean.Add(largest > 0 ? (float)(value / largest) : 0);
        }

        return mean.MoveToImmutable();
    }
}
