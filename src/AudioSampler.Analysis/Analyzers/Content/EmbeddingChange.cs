using System.Numerics.Tensors;
using AudioSampler.Analysis.Analyzers.Activations;
using AudioSampler.Analysis.Analyzers.Classification;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Inference.Dense;

namespace AudioSampler.Analysis.Analyzers.Content;

/// <summary>
/// Whether one sound gives way to another of the same kind, as rain to birds: the cosine distance of the embeddings on both sides of a moment, each value in units of
/// its spread over the training recordings.
/// </summary>
internal sealed class EmbeddingChange
{
    /// <summary>Distance from which it is another sound: chosen on sequences put together from the training recordings.</summary>
    public const double OtherSound = 0.55;

    private const double ReachSeconds = 3;
    private readonly ActivationSeries _heard;
    private readonly DenseNetwork _content;

    private EmbeddingChange(ActivationSeries heard, DenseNetwork content)
    {
        _heard = heard;
        _content = content;
    }

    /// <summary>For a region that a network heard whose embeddings are known from training; else null.</summary>
    public static EmbeddingChange? Of(ActivationSeries? heard) =>
        heard?.Tagger.Content is { } content ? new EmbeddingChange(heard, content) : null;

    /// <summary>Measures the change at a moment.</summary>
    /// <param name="start">Start of the stretch before it, in seconds from the start of the region.</param>
    /// <param name="at">The moment.</param>
    /// <param name="end">End of the stretch after it.</param>
    /// <returns>0…2; 0 where there is no whole window on a side.</returns>
    public double At(double start, double at, double end)
    {
        float[]? before = Mean(Math.Max(start, at - ReachSeconds), at);
        float[]? after = Mean(at, Math.Min(end, at + ReachSeconds));
        return before is null || after is null ? 0 : 1 - TensorPrimitives.CosineSimilarity<float>(before, after);
    }

    /// <summary>Mean embedding of the windows that lie within a stretch as a whole, but for what rounding takes.</summary>
    private float[]? Mean(double start, double end)
    {
        const double Tolerance = 0.1;
        double half = ActivationSeries.WindowSeconds / 2;
        if (end - start < ActivationSeries.WindowSeconds)
        {
            return null;
        }

        Range windows = _heard.Within(start + half - Tolerance, end - half + Tolerance);
        if (HeardSound.Of(_heard, windows) is not { } sound)
        {
            return null;
        }

        ReadOnlySpan<float> mean = _content.Mean[KindStatistics.Count..];
        ReadOnlySpan<float> scale = _content.Scale[KindStatistics.Count..];
        float[] values = new float[mean.Length];
        TensorPrimitives.Subtract(sound.Embedding, mean, values);
        TensorPrimitives.Multiply(values, scale, values);
        return values;
    }
}
