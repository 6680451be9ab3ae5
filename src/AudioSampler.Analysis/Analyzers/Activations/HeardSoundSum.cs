using System.Numerics.Tensors;

namespace AudioSampler.Analysis.Analyzers.Activations;

/// <summary>Gathers windows for a <see cref="HeardSound"/>.</summary>
internal sealed class HeardSoundSum(int labels, int dimensions)
{
    private readonly float[] _probabilities = new float[labels];
    private readonly float[] _largest = new float[labels];
    private readonly float[] _embedding = new float[dimensions];
    private readonly float[] _scratch = new float[labels];
    private int _count;

    /// <summary>Adds a window.</summary>
    public void Add(ReadOnlySpan<float> logits, ReadOnlySpan<float> embedding)
    {
        TensorPrimitives.Sigmoid(logits, _scratch);
        TensorPrimitives.Add(_probabilities, _scratch, _probabilities);
        if (_count == 0)
        {
            logits.CopyTo(_largest);
        }
        else
        {
            TensorPrimitives.Max(_largest, logits, _largest);
        }

        TensorPrimitives.Add(_embedding, embedding, _embedding);
        _count++;
    }

    /// <summary>The sound; null when nothing was added.</summary>
    public HeardSound? ToSound()
    {
        if (_count == 0)
        {
            return null;
        }

        float[] logits = new float[labels];
        float[] embedding = new float[dimensions];
        for (int i = 0; i < labels; i++)
        {
            logits[i] = (0.5f * HeardSound.Logit(_probabilities[i] / _count)) + (0.5f * _largest[i]);
        }

        TensorPrimitives.Divide(_embedding, _count, embedding);
        return new HeardSound(logits, embedding);
    }
}
