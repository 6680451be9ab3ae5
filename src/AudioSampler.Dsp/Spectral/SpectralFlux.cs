using System.Numerics.Tensors;
using AudioSampler.Dsp.Levels;

namespace AudioSampler.Dsp.Spectral;

/// <summary>How much the shape of the spectrum changes from frame to frame, whatever the level.</summary>
/// <remarks>
/// The Euclidean distance of the two magnitude spectra, each scaled to a sum of squares of 1. This tells speech from music; onsets are
/// found by the onset strength, which looks at rises alone. Reference: E. Scheirer and M. Slaney, "Construction and evaluation of a
/// robust multifeature speech/music discriminator", ICASSP 1997.
/// </remarks>
public sealed class SpectralFlux
{
    private const float SilentEnergy = 1e-22f;
    private readonly float[] previous;
    private readonly float[] current;
    private bool hasPrevious;

    /// <summary>Makes the measure.</summary>
    /// <param name="binCount">Bins of a spectrum, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="binCount"/> is less than 1.</exception>
    public SpectralFlux(int binCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 1);
        previous = new float[binCount];
        current = new float[binCount];
    }

    /// <summary>Takes the next frame.</summary>
    /// <param name="magnitude">[binCount] magnitudes.</param>
    /// <returns>0 (the same shape) … √2 (no bin in common); null for the first frame, and where this frame or the one before is silent or not finite.</returns>
    /// <exception cref="ArgumentException"><paramref name="magnitude"/> has another length.</exception>
    public float? Next(ReadOnlySpan<float> magnitude)
    {
        Require.Length(magnitude, current.Length);
        float energy = FixedOrderSum.OfProducts(magnitude, magnitude);
        bool usable = float.IsFinite(energy) && energy > SilentEnergy;
        if (!usable)
        {
            hasPrevious = false;
            return null;
        }

        TensorPrimitives.Multiply(magnitude, 1 / MathF.Sqrt(energy), current);
        float? flux = null;
        if (hasPrevious)
        {
            TensorPrimitives.Subtract(current, previous, previous);
            flux = MathF.Sqrt(FixedOrderSum.OfProducts(previous, previous));
        }

        current.CopyTo(previous, 0);
        hasPrevious = true;
        return flux;
    }

    /// <summary>Forgets the last frame: a new signal follows.</summary>
    public void Reset() => hasPrevious = false;
}
