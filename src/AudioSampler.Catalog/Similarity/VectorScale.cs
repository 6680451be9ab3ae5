using System.Numerics.Tensors;

namespace AudioSampler.Catalog.Similarity;

/// <summary>
/// Puts the values of many sounds to one scale: each as its distance from the mean of the catalogue, in standard deviations. A network's values are all positive and of
/// different sizes, so that without this any two sounds would look alike. Over 892 training clips the nearest neighbour shares a label in 85.8 % of cases, 83.6 %
/// without (docs/measurements.md).
/// </summary>
internal sealed class VectorScale
{
    /// <summary>Weight of the assumption that all values of a kind spread alike, in sounds: a catalogue of a few says little of its own.</summary>
    private const double Prior = 20;

    private const float MostDeviations = 4;

    private readonly float[] mean;
    private readonly float[] perDeviation;

    private VectorScale(float[] mean, float[] perDeviation)
    {
        this.mean = mean;
        this.perDeviation = perDeviation;
    }

    /// <summary>Number of values.</summary>
    public int Length => mean.Length;

    /// <summary>Mean of each value, then deviations per unit of each: what a file keeps of it.</summary>
    public float[] ToArray() => [.. mean, .. perDeviation];

    /// <summary>The scale that a file kept.</summary>
    public static VectorScale FromArray(ReadOnlySpan<float> kept) =>
        new(kept[..(kept.Length / 2)].ToArray(), kept[(kept.Length / 2)..].ToArray());

    /// <summary>The scale of some sounds.</summary>
    /// <param name="count">Number of sounds that a value is known of.</param>
    /// <param name="sum">Sum of each value.</param>
    /// <param name="squares">Sum of the squares of each value.</param>
    public static VectorScale Of(ReadOnlySpan<double> count, ReadOnlySpan<double> sum, ReadOnlySpan<double> squares)
    {
        float[] means = new float[sum.Length];
        double[] variance = new double[sum.Length];
        for (int i = 0; i < sum.Length; i++)
        {
            double n = Math.Max(1, count[i]);
            means[i] = (float)(sum[i] / n * (n / (n + 1)));
            variance[i] = Math.Max(0, (squares[i] / n) - (sum[i] / n * (sum[i] / n)));
        }

        double usual = Math.Max(1e-12, variance.Average());
        float[] scales = new float[sum.Length];
        for (int i = 0; i < sum.Length; i++)
        {
            double n = count[i];
            scales[i] = (float)(1 / Math.Sqrt(Math.Max(1e-12, ((n * variance[i]) + (Prior * usual)) / (n + Prior))));
        }

        return new VectorScale(means, scales);
    }

    /// <summary>Values in standard deviations, at most four; 0 for what is not known.</summary>
    public void Apply(ReadOnlySpan<float> values, Span<float> scaled)
    {
        TensorPrimitives.Subtract(values, mean, scaled);
        TensorPrimitives.Multiply(scaled, perDeviation, scaled);
        for (int i = 0; i < scaled.Length; i++)
        {
            scaled[i] = float.IsNaN(scaled[i]) ? 0 : Math.Clamp(scaled[i], -MostDeviations, MostDeviations);
        }
    }
}
