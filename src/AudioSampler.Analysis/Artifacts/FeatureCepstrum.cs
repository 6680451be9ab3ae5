using System.Numerics.Tensors;
using AudioSampler.Dsp.Cepstrum;
using AudioSampler.Dsp.Mel;
using AudioSampler.Dsp.Spectral;

namespace AudioSampler.Analysis.Artifacts;

/// <summary>Mel bands of one spectrum after another: their cepstrum, and how much they rise.</summary>
internal sealed class FeatureCepstrum
{
    /// <summary>Number of coefficients, the zeroth included.</summary>
    public const int Coefficients = 20;

    private const int Bands = 40;

    /// <summary>Bands further below the loudest one are as good as empty, whatever the gain of the recording.</summary>
    private const float RangeFactor = 1e-7f; // 70 dB

    /// <summary>Largest rise of a band that counts, in dB: out of silence anything would be infinite.</summary>
    private const float LargestRiseDb = 40;

    private static readonly MelFilterbank Bank = new(
        new MelOptions
        {
            SampleRate = FeatureLayout.SampleRate,
            FftLength = FeatureLayout.FrameSamples,
            BandCount = Bands,
        }
    );

    private static readonly CosineTransform Transform = new(Bands, Coefficients);
    private readonly float[] _mel = new float[Bands];
    private readonly float[] _last = new float[Bands];
    private readonly float[] _rise = new float[Bands];
    private bool _hasLast;

    /// <summary>Cepstral coefficients of the mel spectrum in dB, orthonormal.</summary>
    public float[] Mfcc { get; } = new float[Coefficients];

    /// <summary>Mean rise of the bands since the frame before, in dB, 0…40; 0 in the first frame.</summary>
    public float Flux { get; private set; }

    /// <summary>Takes a frame of digital silence as the frame before.</summary>
    public void Silence()
    {
        _last.AsSpan().Fill(FeatureLayout.SilenceDb - LargestRiseDb);
        _hasLast = true;
    }

    /// <summary>Measures a spectrum.</summary>
    /// <param name="power">[1025].</param>
    public void Measure(ReadOnlySpan<float> power)
    {
        Bank.Apply(power, _mel);
        LogPower.ToDecibels(_mel, _mel, MathF.Max(1e-20f, RangeFactor * TensorPrimitives.Max<float>(_mel)));
        Transform.Apply(_mel, Mfcc);
        TensorPrimitives.Subtract<float>(_mel, _last, _rise);
        TensorPrimitives.Clamp(_rise, 0f, LargestRiseDb, _rise);
        Flux = _hasLast ? TensorPrimitives.Sum<float>(_rise) / Bands : 0;
        _hasLast = true;
        _mel.AsSpan().CopyTo(_last);
    }
}
