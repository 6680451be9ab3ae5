using System.Numerics.Tensors;

namespace AudioSampler.Inference.Dense;

/// <summary>A fully connected layer: <c>activation(weights · input + biases)</c>.</summary>
public sealed class DenseLayer
{
    private readonly float[] _weights;
    private readonly float[] _biases;

    /// <summary>Takes over the arrays.</summary>
    /// <param name="weights">[outputs x inputs], row-major.</param>
    /// <param name="biases">[outputs].</param>
    /// <param name="activation">What is done to the sums.</param>
    /// <exception cref="ArgumentException">The sizes don't fit together.</exception>
    public DenseLayer(float[] weights, float[] biases, Activation activation)
    {
        if (biases.Length == 0 || weights.Length == 0 || weights.Length % biases.Length != 0)
        {
            throw new ArgumentException($"{weights.Length} weights don't make whole rows for {biases.Length} outputs", nameof(weights));
        }

        _weights = weights;
        _biases = biases;
        Activation = activation;
        InputSize = weights.Length / biases.Length;
    }

    /// <summary>Number of inputs.</summary>
    public int InputSize { get; }

    /// <summary>Number of outputs.</summary>
    public int OutputSize => _biases.Length;

    /// <summary>What is done to the sums.</summary>
    public Activation Activation { get; }

    /// <summary>[outputs x inputs], row-major.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>[outputs].</summary>
    public ReadOnlySpan<float> Biases => _biases;

    /// <summary>Evaluates the layer.</summary>
    /// <param name="input">[inputs].</param>
    /// <param name="output">[outputs]; may not overlap the input.</param>
    /// <exception cref="ArgumentException">A span is of another size.</exception>
    public void Evaluate(ReadOnlySpan<float> input, Span<float> output)
    {
        if (input.Length != InputSize || output.Length != OutputSize)
        {
            throw new ArgumentException(
                $"expected {InputSize} inputs and {OutputSize} outputs, got {input.Length} and {output.Length}",
                nameof(input)
            );
        }

        for (int row = 0; row < output.Length; row++)
        {
            output[row] = _biases[row] + TensorPrimitives.Dot(_weights.AsSpan(row * InputSize, InputSize), input);
        }

        if (Activation == Activation.Relu)
        {
            TensorPrimitives.Max(output, 0f, output);
        }
    }
}
