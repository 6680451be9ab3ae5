using System.Numerics.Tensors;
using AudioSampler.Inference.Tagging;

namespace AudioSampler.Analysis.Artifacts;

/// <summary>
/// What a tagging network hears in a region, window after window: windows of 1 s, one every 0.5 s, the last one at the very end. Kept in half precision: an
/// hour is some 15 MB.
/// </summary>
public sealed class ActivationSeries
{
    /// <summary>Length of a window, in seconds.</summary>
    public const double WindowSeconds = (double)Tagger.WindowFrames / NetworkMel.FramesPerSecond;

    /// <summary>Time from one window to the next, in seconds; less to the last one.</summary>
    public const double HopSeconds = (double)Tagger.HopFrames / NetworkMel.FramesPerSecond;

    private readonly int[] _starts;
    private readonly Half[] _logits;
    private readonly Half[] _embeddings;
    private readonly bool[] _silent;

    internal ActivationSeries(Tagger tagger, int[] starts)
    {
        Whole = tagger;
        Tagger = tagger.Course;
        _starts = starts;
        _silent = new bool[starts.Length];
        _logits = new Half[checked(starts.Length * Tagger.Network.LabelCount)];
        _embeddings = new Half[checked(starts.Length * Tagger.Network.EmbeddingSize)];
    }

    /// <summary>What heard its windows.</summary>
    public Tagger Tagger { get; }

    /// <summary>What hears whole stretches: the one that heard the windows, or another one that was not taught what they mean (<see cref="Tagger.Course"/>).</summary>
    public Tagger Whole { get; }

    /// <summary>Number of windows.</summary>
    public int Count => _starts.Length;

    /// <summary>Start of a window, in seconds from the start of the region.</summary>
    public double StartSeconds(int window) => (double)_starts[window] / NetworkMel.FramesPerSecond;

    /// <summary>Whether a window is digital silence, which no network was asked about.</summary>
    public bool IsSilent(int window) => _silent[window];

    /// <summary>Logits of a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="logits">[labels of the network].</param>
    public void Logits(int window, Span<float> logits) =>
        TensorPrimitives.ConvertToSingle(_logits.AsSpan(window * logits.Length, logits.Length), logits);

    /// <summary>Embedding of a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="embedding">[embedding size of the network].</param>
    public void Embedding(int window, Span<float> embedding) =>
        TensorPrimitives.ConvertToSingle(_embeddings.AsSpan(window * embedding.Length, embedding.Length), embedding);

    /// <summary>The windows whose middle lies in a stretch; the nearest one when none does.</summary>
    /// <param name="start">Start of the stretch, in seconds from the start of the region.</param>
    /// <param name="end">Its end.</param>
    public Range Within(double start, double end)
    {
        int first = 0;
        while (first < Count && Middle(first) < start)
        {
            first++;
        }

        int last = first;
        while (last < Count && Middle(last) < end)
        {
            last++;
        }

        if (last > first || Count == 0)
        {
            return first..last;
        }

        double middle = (start + end) / 2;
        int nearest = Enumerable.Range(0, Count).MinBy(i => Math.Abs(Middle(i) - middle));
        return nearest..(nearest + 1);
    }

    internal void SetSilent(int window) => _silent[window] = true;

    internal void Set(int window, ReadOnlySpan<float> logits, ReadOnlySpan<float> embedding)
    {
        TensorPrimitives.ConvertToHalf(logits, _logits.AsSpan(window * logits.Length));
        TensorPrimitives.ConvertToHalf(embedding, _embeddings.AsSpan(window * embedding.Length));
    }

    private double Middle(int window) => StartSeconds(window) + (WindowSeconds / 2);
}
