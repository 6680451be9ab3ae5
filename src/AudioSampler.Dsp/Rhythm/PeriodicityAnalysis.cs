using System.Numerics.Tensors;
using AudioSampler.Dsp.Fft;

namespace AudioSampler.Dsp.Rhythm;

/// <summary>How periodic a stretch of a frame series is: its autocorrelation by lag, and its spectrum by frequency.</summary>
public sealed class PeriodicityAnalysis
{
    private readonly RealFft _fft;
    private readonly float[] _padded;
    private readonly float[] _re;
    private readonly float[] _im;
    private readonly float[] _correlation;

    /// <summary>Makes room for stretches up to a length.</summary>
    /// <param name="longestFrames">Frames of the longest stretch, 1 or more.</param>
    public PeriodicityAnalysis(int longestFrames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longestFrames, 1);
        LongestFrames = longestFrames;
        int length = 4;
        while (length < 2 * longestFrames)
        {
            length *= 2;
        }

        _fft = new RealFft(length);
        _padded = new float[length];
        _correlation = new float[length];
        _re = new float[_fft.BinCount];
        _im = new float[_fft.BinCount];
        Power = new float[_fft.BinCount];
    }

    /// <summary>Frames of the longest stretch.</summary>
    public int LongestFrames { get; }

    /// <summary>Correlation with itself by lag: 1 at lag 0, the mean product otherwise, so that a long lag is not weaker for being long. 0 for a series without change.</summary>
    public ReadOnlySpan<float> Correlation => _correlation.AsSpan(0, _lags);

    /// <summary>Power spectrum; bin k is k · frame rate / <see cref="FftLength"/>. Its mean over bins is 1, or it is 0.</summary>
    public float[] Power { get; }

    /// <summary>Length of the transform behind <see cref="Power"/>.</summary>
    public int FftLength => _padded.Length;

    private int _lags;

    /// <summary>Takes a stretch. Its slow changes (the mean of the second around each frame) are taken away first.</summary>
    /// <param name="series">Up to <see cref="LongestFrames"/> frames.</param>
    /// <param name="meanFrames">Frames of that mean.</param>
    public void Compute(ReadOnlySpan<float> series, int meanFrames)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(series.Length, LongestFrames, nameof(series));
        Array.Clear(_padded);
        SubtractMovingMean(series, meanFrames, _padded.AsSpan(0, series.Length));
        _fft.Forward(_padded, _re, _im);
        TensorPrimitives.Multiply(_re, _re, Power);
        TensorPrimitives.MultiplyAdd(_im, _im, Power, Power);
        Array.Clear(_im);
        _fft.Inverse(Power, _im, _correlation);
        _lags = series.Length;
        float energy = series.IsEmpty ? 0 : _correlation[0] / series.Length;
        if (!(energy > 1e-12f))
        {
            Array.Clear(_correlation);
            Array.Clear(Power);
            return;
        }

        for (int lag = 0; lag < _lags; lag++)
        {
            _correlation[lag] /= energy * (_lags - lag);
        }

        TensorPrimitives.Divide(Power, TensorPrimitives.Sum<float>(Power) / Power.Length, Power);
    }

    private static void SubtractMovingMean(ReadOnlySpan<float> series, int meanFrames, Span<float> destination)
    {
        int half = Math.Max(1, meanFrames / 2);
        double sum = 0;
        int from = 0;
        int to = 0;
        for (int i = 0; i < series.Length; i++)
        {
            for (; to < Math.Min(series.Length, i + half + 1); to++)
            {
                sum += series[to];
            }

            for (; from < i - half; from++)
            {
                sum -= series[from];
            }

            destination[i] = series[i] - (float)(sum / (to - from));
        }
    }
}
