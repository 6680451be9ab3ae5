using System.Numerics.Tensors;

namespace AudioSampler.Inference.Temporal;

/// <summary>A linear output of a <see cref="TemporalNetwork"/>: of single frames, or, as it is linear, of the mean of many.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Weights">[outputs x width], row-major.</param>
/// <param name="Biases">[outputs].</param>
public sealed record TemporalHead(string Name, float[] Weights, float[] Biases)
{
    /// <summary>Number of outputs.</summary>
    public int Outputs => Biases.Length;

    /// <summary>Gives the outputs for hidden values.</summary>
    /// <param name="hidden">[width].</param>
    /// <param name="outputs">[outputs].</param>
    public void Evaluate(ReadOnlySpan<float> hidden, Span<float> outputs)
    {
        for (int i = 0; i < Biases.Length; i++)
        {
            outputs[i] = Biases[i] + TensorPrimitives.Dot(hidden, Weights.AsSpan(i * hidden.Length, hidden.Length));
        }
    }
}
