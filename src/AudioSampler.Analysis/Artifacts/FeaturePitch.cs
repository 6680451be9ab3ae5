using System.Numerics.Tensors;
using AudioSampler.Dsp.Fft;

namespace AudioSampler.Analysis.Artifacts;

/// <summary>
/// Pitch of one frame by the autocorrelation of the signal (the inverse transform of its power spectrum), set right for the window.
/// Reference: P. Boersma, "Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio of a sampled
/// sound", Proc. Institute of Phonetic Sciences Amsterdam 17, 1993.
/// </summary>
internal sealed class FeaturePitch
{
    private const int ShortestLag = 22; // 1 kHz
    private const int LongestLag = 400; // 55 Hz
    private readonly RealFft _fft = new(FeatureLayout.FrameSamples);
    private readonly float[] _zeros = new float[(FeatureLayout.FrameSamples / 2) + 1];
    private readonly float[] _correlation = new float[FeatureLayout.FrameSamples];
    private readonly float[] _windowGain = new float[LongestLag + 2];

    /// <summary>Prepares for frames under a window.</summary>
    /// <param name="window">[2048].</param>
    public FeaturePitch(ReadOnlySpan<float> window)
    {
        float[] power = new float[_zeros.Length];
        _fft.Power(window, power);
        _fft.Inverse(power, _zeros, _correlation);
        for (int lag = 0; lag < _windowGain.Length; lag++)
        {
            _windowGain[lag] = _correlation[0] / _correlation[lag];
        }
    }

    /// <summary>Height of the best peak, 0 (noise) … 1 (periodic).</summary>
    public float Strength { get; private set; }

    /// <summary>Pitch at the best peak, as a MIDI number with fractions.</summary>
    public float Midi { get; private set; }

    /// <summary>Measures a frame.</summary>
    /// <param name="power">[1025] power spectrum of the windowed frame.</param>
    public void Measure(ReadOnlySpan<float> power)
    {
        _fft.Inverse(power, _zeros, _correlation);
        float energy = _correlation[0];
        Strength = 0;
        Midi = 0;
        if (!(energy > 0))
        {
            return;
        }

        Span<float> lags = _correlation.AsSpan(0, LongestLag + 2);
        TensorPrimitives.Multiply(lags, _windowGain, lags);
        TensorPrimitives.Multiply(lags, 1 / energy, lags);
        float highest = 0;
        for (int lag = ShortestLag; lag <= LongestLag; lag++)
        {
            if (lags[lag] > highest && lags[lag] >= lags[lag - 1] && lags[lag] >= lags[lag + 1])
            {
                highest = lags[lag];
            }
        }

        // Multiples of the period correlate as well as the period itself: the shortest lag that is nearly as good wins.
        for (int lag = ShortestLag; lag <= LongestLag && highest > 0; lag++)
        {
            if (lags[lag] >= 0.9f * highest && lags[lag] >= lags[lag - 1] && lags[lag] >= lags[lag + 1])
            {
                Take(lags, lag);
                return;
            }
        }
    }

    private void Take(ReadOnlySpan<float> lags, int lag)
    {
        float curve = lags[lag - 1] - (2 * lags[lag]) + lags[lag + 1];
        float shift = curve < 0 ? Math.Clamp(0.5f * (lags[lag - 1] - lags[lag + 1]) / curve, -0.5f, 0.5f) : 0;
        Strength = Math.Clamp(lags[lag], 0, 1);
        Midi = 69 + (12 * MathF.Log2(FeatureLayout.SampleRate / (lag + shift) / 440f));
    }
}
