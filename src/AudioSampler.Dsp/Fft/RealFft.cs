using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AudioSampler.Dsp.Fft;

/// <summary>The discrete Fourier transform of real samples, X[k] = Σ x[n] exp(−2πikn/N), and its inverse.</summary>
/// <remarks>
/// <para>
/// An instance owns its scratch: use it from one thread at a time. The factors are shared by all instances of a length, so an
/// instance is cheap. No call allocates.
/// </para>
/// <para>
/// A NaN or infinite sample makes the bins non-finite; nothing throws. Rounding error is about 1e-7 of the largest bin.
/// </para>
/// <para>
/// Method: the samples are taken as N/2 complex numbers, transformed by a radix-4 Stockham FFT on eight (AVX), four (any vector
/// processor) or one float at a time, and the two interleaved half-length spectra are joined.
/// </para>
/// </remarks>
public sealed class RealFft
{
    /// <summary>The longest transform: 2^20 samples.</summary>
    public const int MaxLength = 1 << 20;

    private readonly FftKernel kernel;
    private readonly float[] re;
    private readonly float[] im;

    /// <summary>Makes a transform.</summary>
    /// <param name="length">Number of samples N: a power of two, 2 to <see cref="MaxLength"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is anything else.</exception>
    public RealFft(int length)
        : this(length, VectorPaths.Best) { }

    internal RealFft(int length, VectorPath path)
    {
        if (length < 2 || length > MaxLength || !BitOperations.IsPow2(length))
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, $"the length is a power of two from 2 to {MaxLength}");
        }

        Length = length;
        BinCount = (length / 2) + 1;
        kernel = FftKernel.Make(FftPlan.For(length), path);
        re = new float[BinCount];
        im = new float[BinCount];
    }

    /// <summary>Number of samples N.</summary>
    public int Length { get; }

    /// <summary>Number of bins, N/2 + 1: from 0 Hz to half the sample rate, both included.</summary>
    public int BinCount { get; }

    /// <summary>The spectrum of <paramref name="input"/>, not scaled.</summary>
    /// <param name="input">[Length] samples. Must not overlap the outputs.</param>
    /// <param name="re">[BinCount] or longer: receives the real parts.</param>
    /// <param name="im">[BinCount] or longer: receives the imaginary parts; exactly 0 in the first and the last bin of a finite input.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Forward(ReadOnlySpan<float> input, Span<float> re, Span<float> im)
    {
        RequireSamples(input.Length, nameof(input));
        RequireBins(re.Length, nameof(re));
        RequireBins(im.Length, nameof(im));
        kernel.Forward(input, ref MemoryMarshal.GetReference(re), ref MemoryMarshal.GetReference(im));
    }

    /// <summary>The samples whose spectrum is given: scaled by 1/N, so that it undoes <see cref="Forward"/>.</summary>
    /// <param name="re">[BinCount] real parts. Must not overlap the output.</param>
    /// <param name="im">[BinCount] imaginary parts; the first and the last are taken as 0.</param>
    /// <param name="output">[Length] samples.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Inverse(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> output)
    {
        RequireBins(re.Length, nameof(re));
        RequireBins(im.Length, nameof(im));
        RequireSamples(output.Length, nameof(output));
        kernel.Inverse(ref MemoryMarshal.GetReference(re), ref MemoryMarshal.GetReference(im), output);
    }

    /// <summary>The power spectrum |X[k]|², not scaled.</summary>
    /// <param name="input">[Length] samples.</param>
    /// <param name="power">[BinCount] or longer.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Power(ReadOnlySpan<float> input, Span<float> power)
    {
        RequireBins(power.Length, nameof(power));
        Forward(input, re, im);
        Span<float> bins = power[..BinCount];
        TensorPrimitives.Multiply(re, re, bins);
        TensorPrimitives.MultiplyAddEstimate(im, im, bins, bins);
    }

    /// <summary>The magnitude spectrum |X[k]|, not scaled.</summary>
    /// <param name="input">[Length] samples.</param>
    /// <param name="magnitude">[BinCount] or longer.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Magnitude(ReadOnlySpan<float> input, Span<float> magnitude)
    {
        Power(input, magnitude);
        TensorPrimitives.Sqrt(magnitude[..BinCount], magnitude);
    }

    private void RequireSamples(int length, string name)
    {
        if (length != Length)
        {
            throw new ArgumentException($"holds {length} samples; the transform takes {Length}", name);
        }
    }

    private void RequireBins(int length, string name)
    {
        if (length < BinCount)
        {
            throw new ArgumentException($"holds {length} bins; the transform has {BinCount}", name);
        }
    }
}
