using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Inference.Tagging;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Activations;

/// <summary>What a network heard in a stretch of sound, summed up.</summary>
/// <param name="Logits">One for each output of the network: half the logit of the mean probability, half the largest, so that neither a short event nor a steady sound is lost.</param>
/// <param name="Embedding">Mean of the embeddings.</param>
internal sealed record HeardSound(float[] Logits, float[] Embedding)
{
    private const float LeastProbability = 1e-6f;

    /// <summary>Sums up windows of a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="windows">Which of them.</param>
    /// <returns>The sum; null when all of them are digital silence.</returns>
    public static HeardSound? Of(ActivationSeries series, Range windows)
    {
        TaggingNetwork network = series.Tagger.Network;
        var sum = new HeardSoundSum(network.LabelCount, network.EmbeddingSize);
        float[] logits = new float[network.LabelCount];
        float[] embedding = new float[network.EmbeddingSize];
        (int first, int count) = windows.GetOffsetAndLength(series.Count);
        for (int i = first; i < first + count; i++)
        {
            if (!series.IsSilent(i))
            {
                series.Logits(i, logits);
                series.Embedding(i, embedding);
                sum.Add(logits, embedding);
            }
        }

        return sum.ToSound();
    }

    /// <summary>The embedding as results keep it.</summary>
    public SoundEmbedding ToEmbedding(string model)
    {
        Half[] halves = new Half[Embedding.Length];
        TensorPrimitives.ConvertToHalf(Embedding, halves);
        return new SoundEmbedding(model, halves.Length, Convert.ToBase64String(MemoryMarshal.AsBytes(halves.AsSpan())));
    }

    /// <summary>The logit of a probability, kept within bounds.</summary>
    internal static float Logit(float probability)
    {
        float p = Math.Clamp(probability, LeastProbability, 1 - LeastProbability);
        return MathF.Log(p / (1 - p));
    }
}
