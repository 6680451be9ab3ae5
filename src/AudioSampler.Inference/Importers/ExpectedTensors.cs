using System.Collections.Immutable;
using AudioSampler.Inference.Checkpoints;

namespace AudioSampler.Inference.Importers;

/// <summary>Keeps account of the tensors that a network was built from, so that one that is missing, of another shape, or left over is named.</summary>
internal sealed class ExpectedTensors(TorchCheckpoint checkpoint)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Number of weights used.</summary>
    public long Parameters { get; private set; }

    /// <summary>Reads a tensor of a shape that is known; −1 for any length.</summary>
    public float[] Read(string name, params ReadOnlySpan<int> shape)
    {
        ImmutableArray<int> actual = Use(name);
        bool fits = actual.Length == shape.Length;
        for (int i = 0; fits && i < shape.Length; i++)
        {
            fits = shape[i] < 0 || shape[i] == actual[i];
        }

        return fits
            ? checkpoint.Read(name)
            : throw new CheckpointException(
                checkpoint.FileName,
                $"{name} is of shape {string.Join(" x ", actual)}, but {string.Join(" x ", shape.ToArray().Select(d => d < 0 ? "any" : $"{d}"))} is expected"
            );
    }

    /// <summary>Marks a tensor as used and gives its shape.</summary>
    public ImmutableArray<int> Use(string name)
    {
        ImmutableArray<int> shape = checkpoint.ShapeOf(name);
        if (_used.Add(name))
        {
            Parameters += shape.Aggregate(1L, (product, dimension) => product * dimension);
        }

        return shape;
    }

    /// <summary>Fails when tensors are left over, but for those that the network is known not to use.</summary>
    public void RequireAllUsed(Func<string, bool> ignored)
    {
        string[] left = [.. checkpoint.Tensors.Select(t => t.Name).Where(n => !_used.Contains(n) && !ignored(n))];
        if (left.Length > 0)
        {
            throw new CheckpointException(
                checkpoint.FileName,
                $"it holds tensors that this network doesn't have: {string.Join(", ", left)}"
            );
        }
    }
}
