using System.Collections.Immutable;

namespace AudioSampler.Inference.OnnxRuntime;

/// <summary>An input or output of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">Type of its elements.</param>
/// <param name="Shape">Its dimensions; −1 where any length will do.</param>
public sealed record OnnxValueInfo(string Name, OnnxElementType ElementType, ImmutableArray<long> Shape);
