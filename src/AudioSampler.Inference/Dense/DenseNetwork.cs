using System.Buffers;
using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AudioSampler.Inference.Dense;

/// <summary>
/// A small classifier: standardises its inputs, passes them through fully connected layers, and gives the probability of each
/// class by a softmax at a temperature. Immutable and safe to use from several threads.
/// </summary>
public sealed class DenseNetwork
{
    private readonly float[] _mean;
    private readonly float[] _scale;
    private readonly int _widest;

    /// <summary>Takes over the arrays.</summary>
    /// <param name="mean">[inputs], taken from each input.</param>
    /// <param name="scale">[inputs], multiplied with each input after that.</param>
    /// <param name="layers">At least one; each takes what the one before it gives.</param>
    /// <param name="classes">Name of each output of the last layer.</param>
    /// <param name="temperature">Divides the last sums before the softmax, so that probabilities are neither too sure nor too timid; above 0.</param>
    /// <exception cref="ArgumentException">The sizes don't fit together.</exception>
    public DenseNetwork(float[] mean, float[] scale, ImmutableArray<DenseLayer> layers, ImmutableArray<string> classes, float temperature)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        if (layers.IsDefaultOrEmpty)
        {
            throw new ArgumentException("a network has at least one layer", nameof(layers));
        }

        if (mean.Length != layers[0].InputSize || scale.Length != mean.Length)
        {
            throw new ArgumentException($"the first layer takes {layers[0].InputSize} inputs, not {mean.Length}", nameof(mean));
        }

        for (int i = 1; i < layers.Length; i++)
        {
            if (layers[i].InputSize != layers[i - 1].OutputSize)
            {
                throw new ArgumentException(
                    $"layer {i} takes {layers[i].InputSize} inputs, but the layer before gives {layers[i - 1].OutputSize}",
                    nameof(layers)
                );
            }
        }

        if (classes.Length != layers[^1].OutputSize)
        {
            throw new ArgumentException($"{classes.Length} class names for {layers[^1].OutputSize} outputs", nameof(classes));
        }

        _mean = mean;
        _scale = scale;
        Layers = layers;
        Classes = classes;
        Temperature = temperature;
        _widest = Math.Max(mean.Length, layers.Max(layer => layer.OutputSize));
    }

    /// <summary>Number of inputs.</summary>
    public int InputSize => _mean.Length;

    /// <summary>Name of each output.</summary>
    public ImmutableArray<string> Classes { get; }

    /// <summary>The layers, first to last.</summary>
    public ImmutableArray<DenseLayer> Layers { get; }

    /// <summary>Divides the last sums before the softmax.</summary>
    public float Temperature { get; }

    /// <summary>[inputs], taken from each input.</summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>[inputs], multiplied with each input after the mean is taken away.</summary>
    public ReadOnlySpan<float> Scale => _scale;

    /// <summary>Gives the probability of each class.</summary>
    /// <param name="input">[inputs], finite, in the units of the training.</param>
    /// <param name="probabilities">[classes], 0…1, with the sum 1.</param>
    /// <exception cref="ArgumentException">A span is of another size.</exception>
    public void Evaluate(ReadOnlySpan<float> input, Span<float> probabilities)
    {
        EvaluateSums(input, probabilities);
        TensorPrimitives.Divide(probabilities, Temperature, probabilities);
        TensorPrimitives.SoftMax(probabilities, probabilities);
    }

    /// <summary>Gives the sums of the last layer, for networks whose outputs are no rival classes.</summary>
    /// <param name="input">[inputs], finite, in the units of the training.</param>
    /// <param name="sums">[classes].</param>
    /// <exception cref="ArgumentException">A span is of another size.</exception>
    public void EvaluateSums(ReadOnlySpan<float> input, Span<float> sums)
    {
        if (input.Length != InputSize || sums.Length != Classes.Length)
        {
            throw new ArgumentException(
                $"expected {InputSize} inputs and {Classes.Length} classes, got {input.Length} and {sums.Length}",
                nameof(input)
            );
        }

        float[] scratch = ArrayPool<float>.Shared.Rent(2 * _widest);
        try
        {
            Span<float> current = scratch.AsSpan(0, InputSize);
            Span<float> here = scratch.AsSpan(0, _widest);
            Span<float> there = scratch.AsSpan(_widest, _widest);
            TensorPrimitives.Subtract(input, _mean, current);
            TensorPrimitives.Multiply(current, _scale, current);
            foreach (DenseLayer layer in Layers)
            {
                Span<float> next = there[..layer.OutputSize];
                layer.Evaluate(current, next);
                current = next;
                Span<float> swap = here;
                here = there;
                there = swap;
            }

            current.CopyTo(sums);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scratch);
        }
    }
}
