using System.Numerics;
using System.Numerics.Tensors;
using AudioSampler.Dsp.Fft;
using AudioSampler.Dsp.Windows;

namespace AudioSampler.Dsp.Tonal;

/// <summary>The constant-Q transform of one frame: a spectrum whose bins are equally spaced in pitch, each seen through a Hann window as long as its frequency needs.</summary>
/// <remarks>
/// <para>
/// X[k] = 2 Σ w[n] x[n] exp(−2πi f[k] n / rate), over the N[k] = Q · rate / f[k] samples around the middle of the frame, with Σ w = 1: a sine of amplitude a at the centre of a bin gives a.
/// </para>
/// <para>
/// Method: the windowed exponentials are transformed once; a frame is transformed by one FFT and, for each bin, one product with the few spectral values in which its exponential is not
/// negligible. Leaving out the others costs at most about 1 % of a bin. One instance serves one thread. Reference: J. C. Brown and M. S. Puckette, An Efficient Algorithm for the Calculation of a Constant Q Transform, JASA 92 (1992).
/// </para>
/// </remarks>
public sealed class ConstantQ
{
    private const double Negligible = 0.002;

    private readonly RealFft _fft;
    private readonly float[] _spectrumRe;
    private readonly float[] _spectrumIm;
    private readonly Kernel[] _kernels;

    /// <summary>Prepares the transform.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="axis">Centres of the bins; the highest must be under half the sample rate.</param>
    /// <param name="quality">Q, the ratio of a bin's frequency to its width, above 0; null: such that neighbours just part, 1 / (2^(1 / bins per octave) − 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A bin lies at or above half the sample rate, or needs a window longer than <see cref="RealFft.MaxLength"/>.</exception>
    public ConstantQ(int sampleRate, LogFrequencyAxis axis, double? quality = null)
    {
        Axis = axis;
        Quality = quality ?? 1 / (Math.Pow(2, 1.0 / axis.BinsPerOctave) - 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Quality, nameof(quality));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(axis.HzOf(axis.Count - 1), sampleRate / 2.0, nameof(axis));
        double longest = Math.Ceiling(Quality * sampleRate / axis.MinHz);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(longest, RealFft.MaxLength, nameof(axis));
        FrameSamples = Math.Max(16, (int)BitOperations.RoundUpToPowerOf2((uint)longest));
        _fft = new RealFft(FrameSamples);
        _spectrumRe = new float[_fft.BinCount];
        _spectrumIm = new float[_fft.BinCount];
        _kernels = new Kernel[axis.Count];
        for (int bin = 0; bin < axis.Count; bin++)
        {
            _kernels[bin] = MakeKernel(axis.HzOf(bin) / sampleRate);
        }
    }

    /// <summary>Centres of the bins.</summary>
    public LogFrequencyAxis Axis { get; }

    /// <summary>Ratio of a bin's frequency to its width.</summary>
    public double Quality { get; }

    /// <summary>Length of a frame: the next power of two above the longest window.</summary>
    public int FrameSamples { get; }

    /// <summary>Transforms a frame; the phase is that at the middle of the frame.</summary>
    /// <param name="frame">[<see cref="FrameSamples"/>] samples.</param>
    /// <param name="re">[bins] real parts.</param>
    /// <param name="im">[bins] imaginary parts.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Transform(ReadOnlySpan<float> frame, Span<float> re, Span<float> im)
    {
        if (re.Length < _kernels.Length || im.Length < _kernels.Length)
        {
            throw new ArgumentException($"room for {_kernels.Length} bins is needed", nameof(re));
        }

        _fft.Forward(frame, _spectrumRe, _spectrumIm);
        for (int bin = 0; bin < _kernels.Length; bin++)
        {
            Kernel kernel = _kernels[bin];
            ReadOnlySpan<float> xr = _spectrumRe.AsSpan(kernel.First, kernel.Re.Length);
            ReadOnlySpan<float> xi = _spectrumIm.AsSpan(kernel.First, kernel.Re.Length);
            re[bin] = TensorPrimitives.Dot(xr, kernel.Re) + TensorPrimitives.Dot(xi, kernel.Im);
            im[bin] = TensorPrimitives.Dot(xi, kernel.Re) - TensorPrimitives.Dot(xr, kernel.Im);
        }
    }

    private Kernel MakeKernel(double cyclesPerSample)
    {
        int length = Math.Min(FrameSamples, (int)Math.Ceiling(Quality / cyclesPerSample));
        float[] window = Window.Hann(length);
        double scale = 2.0 / Math.Max(1e-9, TensorPrimitives.Sum<float>(window)) / FrameSamples;
        float[] cosine = new float[FrameSamples];
        float[] sine = new float[FrameSamples];
        int start = (FrameSamples - length) / 2;
        for (int n = 0; n < length; n++)
        {
            double turn = 2 * Math.PI * cyclesPerSample * (start + n - (FrameSamples / 2.0));
            cosine[start + n] = (float)(window[n] * scale * Math.Cos(turn));
            sine[start + n] = (float)(window[n] * scale * Math.Sin(turn));
        }

        return Sparse(cosine, sine);
    }

    private Kernel Sparse(float[] cosine, float[] sine)
    {
        (float[] cr, float[] ci) = (new float[_fft.BinCount], new float[_fft.BinCount]);
        (float[] sr, float[] si) = (new float[_fft.BinCount], new float[_fft.BinCount]);
        _fft.Forward(cosine, cr, ci);
        _fft.Forward(sine, sr, si);
        TensorPrimitives.Subtract(cr, si, cr);
        TensorPrimitives.Add(ci, sr, ci);
        TensorPrimitives.Hypot(cr, ci, si);
        float floor = (float)(Negligible * TensorPrimitives.Max<float>(si));
        int first = Array.FindIndex(si, value => value > floor);
        int last = Array.FindLastIndex(si, value => value > floor);
        return first < 0 ? new Kernel(0, [], []) : new Kernel(first, cr[first..(last + 1)], ci[first..(last + 1)]);
    }

    private readonly record struct Kernel(int First, float[] Re, float[] Im);
}
