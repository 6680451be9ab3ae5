using System.Numerics.Tensors;

namespace AudioSampler.Dsp.Spectral;

/// <summary>Power on the logarithmic scale.</summary>
public static class LogPower
{
    /// <summary>Power below which everything counts as the same: −100 dB.</summary>
    public const float DefaultFloor = 1e-10f;

    /// <summary>10 · log10(max(power, floor)).</summary>
    /// <param name="power">Any number of values, 0 or more; NaN stays NaN.</param>
    /// <param name="decibels">As long or longer; may be the same span.</param>
    /// <param name="floor">The least power, more than 0. Default <see cref="DefaultFloor"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="decibels"/> is too short.</exception>
    public static void ToDecibels(ReadOnlySpan<float> power, Span<float> decibels, float floor = DefaultFloor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(floor);
        Span<float> values = decibels[..power.Length];
        TensorPrimitives.Max(power, floor, values);
        TensorPrimitives.Log10(values, values);
        TensorPrimitives.Multiply(values, 10, values);
    }
}
