using System.Collections.Immutable;

namespace AudioSampler.Inference.OnnxRuntime;

/// <summary>A tensor that a model is given. It is read in place.</summary>
public readonly record struct OnnxInput
{
    /// <summary>A tensor of floats.</summary>
    /// <param name="name">Name of the input.</param>
    /// <param name="data">Its elements, row-major.</param>
    /// <param name="shape">Its dimensions; empty for a scalar.</param>
    public OnnxInput(string name, ReadOnlyMemory<float> data, ImmutableArray<long> shape)
    {
        Name = name;
        Floats = data;
        Shape = shape;
        ElementType = OnnxElementType.Float;
    }

    /// <summary>A tensor of integers.</summary>
    /// <param name="name">Name of the input.</param>
    /// <param name="data">Its elements, row-major.</param>
    /// <param name="shape">Its dimensions; empty for a scalar.</param>
    public OnnxInput(string name, ReadOnlyMemory<long> data, ImmutableArray<long> shape)
    {
        Name = name;
        Integers = data;
        Shape = shape;
        ElementType = OnnxElementType.Int64;
    }

    /// <summary>Name of the input.</summary>
    public string Name { get; }

    /// <summary>Dimensions.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>Float or Int64.</summary>
    public OnnxElementType ElementType { get; }

    /// <summary>The elements, where they are floats.</summary>
    internal ReadOnlyMemory<float> Floats { get; }

    /// <summary>The elements, where they are integers.</summary>
    internal ReadOnlyMemory<long> Integers { get; }
}
