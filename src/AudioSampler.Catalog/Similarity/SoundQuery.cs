using System.Numerics.Tensors;

namespace AudioSampler.Catalog.Similarity;

/// <summary>What is looked for by ear: the mean of sounds that are wanted, away from sounds that are not (Rocchio's relevance feedback), on the scale of an index.</summary>
internal sealed class SoundQuery
{
    /// <summary>How far a query moves away from what is not wanted, against how far it moves to what is.</summary>
    private const float Away = 0.5f;

    /// <summary>Bytes per standard deviation: four deviations fill them.</summary>
    public const float BytesPerDeviation = sbyte.MaxValue / 4f;

    /// <summary>Makes a query.</summary>
    /// <param name="like">Sounds to be alike; at least one.</param>
    /// <param name="unlike">Sounds to be unlike.</param>
    /// <param name="weights">How much each aspect counts.</param>
    /// <param name="state">The index that will be asked.</param>
    public SoundQuery(IReadOnlyList<SoundVector> like, IReadOnlyList<SoundVector> unlike, AspectWeights weights, SimilarityState state)
    {
        Weights = weights;
        EmbeddingScale = VectorScale.FromArray(state.EmbeddingScale);
        AspectScale = VectorScale.FromArray(state.AspectScale);
        Embedding = new float[state.Dimensions];
        Aspects = new float[AspectBlock.Total];
        Add(like, 1f / like.Count);
        Add(unlike, -Away / Math.Max(1, unlike.Count));
        Normalise(Embedding);
        float largest = Embedding.Length == 0 ? 0 : MathF.Abs(TensorPrimitives.MaxMagnitude(Embedding));
        ByteScale = largest / sbyte.MaxValue;
        Bytes = new sbyte[PaddedLength(state.Dimensions)];
        AspectBytes = new sbyte[AspectBlock.Total];
        ByteVectors.Quantise(Embedding, largest > 0 ? sbyte.MaxValue / largest : 0, Bytes);
        ByteVectors.Quantise(Aspects, BytesPerDeviation, AspectBytes);
    }

    /// <summary>How much each aspect counts.</summary>
    public AspectWeights Weights { get; }

    /// <summary>The embedding as bytes.</summary>
    public sbyte[] Bytes { get; }

    /// <summary>What a step of those bytes is worth.</summary>
    public float ByteScale { get; }

    /// <summary>The other aspects as bytes.</summary>
    public sbyte[] AspectBytes { get; }

    private VectorScale EmbeddingScale { get; }

    private VectorScale AspectScale { get; }

    private float[] Embedding { get; }

    private float[] Aspects { get; }

    /// <summary>Length of a row of embeddings, filled up to whole vectors.</summary>
    public static int PaddedLength(int dimensions) =>
        (dimensions + ByteVectors.Alignment - 1) / ByteVectors.Alignment * ByteVectors.Alignment;

    /// <summary>An embedding on a scale, of length 1.</summary>
    public static void Scaled(VectorScale scale, SoundVector vector, Span<float> embedding)
    {
        scale.Apply(vector.Embedding, embedding);
        Normalise(embedding);
    }

    /// <summary>How alike a sound is, exactly.</summary>
    public float Score(SoundVector vector)
    {
        float[] aspects = new float[AspectBlock.Total];
        AspectScale.Apply(vector.Aspects, aspects);
        float overall = 0;
        if (Embedding.Length > 0 && Weights.Overall > 0)
        {
            float[] embedding = new float[Embedding.Length];
            Scaled(EmbeddingScale, vector, embedding);
            overall = TensorPrimitives.Dot(embedding, Embedding);
        }
        else if (Weights.Overall > 0)
        {
            overall = Likeness(AspectBlock.Timbre);
        }

        return Blend(
            Weights,
            overall,
            Weights.Timbre > 0 ? Likeness(AspectBlock.Timbre) : 0,
            Weights.Rhythm > 0 ? Likeness(AspectBlock.Rhythm) : 0,
            Weights.Pitch > 0 ? Likeness(AspectBlock.Pitch) : 0,
            Weights.Loudness > 0 ? Likeness(AspectBlock.Loudness) : 0
        );

        float Likeness(AspectBlock block)
        {
            float distance = TensorPrimitives.Distance(
                aspects.AsSpan(block.Start, block.Length),
                Aspects.AsSpan(block.Start, block.Length)
            );
            return LikenessOf(distance * distance, block);
        }
    }

    /// <summary>How alike a row of an index is, by its bytes.</summary>
    public float Score(ReadOnlySpan<sbyte> embedding, float byteScale, ReadOnlySpan<sbyte> aspects)
    {
        float overall = 0;
        if (Weights.Overall > 0)
        {
            overall = Bytes.Length > 0 ? ByteVectors.Dot(embedding, Bytes) * byteScale * ByteScale : Likeness(aspects, AspectBlock.Timbre);
        }

        return Weights is { Timbre: 0, Rhythm: 0, Pitch: 0, Loudness: 0 }
            ? overall
            : Blend(
                Weights,
                overall,
                Weights.Timbre > 0 ? Likeness(aspects, AspectBlock.Timbre) : 0,
                Weights.Rhythm > 0 ? Likeness(aspects, AspectBlock.Rhythm) : 0,
                Weights.Pitch > 0 ? Likeness(aspects, AspectBlock.Pitch) : 0,
                Weights.Loudness > 0 ? Likeness(aspects, AspectBlock.Loudness) : 0
            );
    }

    /// <summary>How alike two sounds are in one aspect, by their bytes.</summary>
    public static float Likeness(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b, AspectBlock block) =>
        LikenessOf(ByteVectors.SquaredDistance(a, b) / (BytesPerDeviation * BytesPerDeviation), block);

    private float Likeness(ReadOnlySpan<sbyte> aspects, AspectBlock block) =>
        Likeness(aspects.Slice(block.Start, block.Length), AspectBytes.AsSpan(block.Start, block.Length), block);

    /// <summary>1 for the same; 0 for the distance of two sounds that have nothing to do with each other, which is 2 for each value on this scale.</summary>
    private static float LikenessOf(float squaredDistance, AspectBlock block) => 1 - (squaredDistance / (2 * block.Used));

    private static float Blend(AspectWeights weights, float overall, float timbre, float rhythm, float pitch, float loudness) =>
        (
            (weights.Overall * overall)
            + (weights.Timbre * timbre)
            + (weights.Rhythm * rhythm)
            + (weights.Pitch * pitch)
            + (weights.Loudness * loudness)
        ) / weights.Total;

    private void Add(IReadOnlyList<SoundVector> sounds, float weight)
    {
        float[] embedding = new float[Embedding.Length];
        float[] aspects = new float[AspectBlock.Total];
        foreach (SoundVector sound in sounds)
        {
            Scaled(EmbeddingScale, sound, embedding);
            TensorPrimitives.MultiplyAdd(embedding, weight, Embedding, Embedding);
            AspectScale.Apply(sound.Aspects, aspects);
            TensorPrimitives.MultiplyAdd(aspects, weight, Aspects, Aspects);
        }
    }

    private static void Normalise(Span<float> values)
    {
        float length = values.IsEmpty ? 0 : TensorPrimitives.Norm<float>(values);
        if (length > 0)
        {
            TensorPrimitives.Divide(values, length, values);
        }
    }
}
