using System.Collections.Immutable;

namespace AudioSampler.Inference.Checkpoints;

/// <summary>A tensor of a checkpoint.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its dimensions; empty for a scalar.</param>
public sealed record CheckpointTensor(string Name, ImmutableArray<int> Shape)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, dimension) => product * dimension);
}
