using System.Numerics.Tensors;

namespace AudioSampler.Catalog.Similarity;

/// <summary>
/// The two directions in which sounds differ most: the first principal components, by the power method over the points themselves (no matrix of covariances is made).
/// </summary>
internal static class MapAxes
{
    private const int Rounds = 40;

    /// <summary>Two directions of length 1, one after the other.</summary>
    /// <param name="points">Points of one length.</param>
    /// <param name="dimensions">Values of a point.</param>
    public static float[] Of(IReadOnlyList<float[]> points, int dimensions)
    {
        float[] axes = new float[2 * dimensions];
        float[] mean = new float[dimensions];
        foreach (float[] point in points)
        {
            TensorPrimitives.MultiplyAdd(point, 1f / points.Count, mean, mean);
        }

        float[] centred = new float[dimensions];
        float[] next = new float[dimensions];
        for (int axis = 0; axis < 2 && dimensions > 0; axis++)
        {
            Span<float> direction = axes.AsSpan(axis * dimensions, dimensions);
            for (int i = 0; i < dimensions; i++)
            {
                direction[i] = ((i * 7919) % 13) - 6 + (0.1f * (axis + 1)); // any start that is no direction of the data's own
            }

            Orthogonal(direction, axes, axis, dimensions);
            for (int round = 0; round < Rounds; round++)
            {
                Array.Clear(next);
                foreach (float[] point in points)
                {
                    TensorPrimitives.Subtract(point, mean, centred);
                    TensorPrimitives.MultiplyAdd(centred, TensorPrimitives.Dot<float>(centred, direction), next, next);
                }

                if (TensorPrimitives.Norm<float>(next) < 1e-9f)
                {
                    break; // All points lie in the directions before: any other will do.
                }

                next.CopyTo(direction);
                Orthogonal(direction, axes, axis, dimensions);
            }
        }

        return axes;
    }

    /// <summary>Takes the first axis out of the second, and makes it of length 1.</summary>
    private static void Orthogonal(Span<float> direction, float[] axes, int axis, int dimensions)
    {
        if (axis > 0)
        {
            ReadOnlySpan<float> first = axes.AsSpan(0, dimensions);
            TensorPrimitives.MultiplyAdd(first, -TensorPrimitives.Dot(first, direction), direction, direction);
        }

        float length = TensorPrimitives.Norm<float>(direction);
        if (length > 0)
        {
            TensorPrimitives.Divide(direction, length, direction);
        }
    }
}
