using System.Numerics.Tensors;
using AudioSampler.Dsp.Mel;
using AudioSampler.Dsp.Stft;

namespace AudioSampler.Inference.Tagging;

/// <summary>
/// The log-mel front end of the tagging networks, streaming: 128 bands from 0 to 15 kHz, a frame every 10 ms, of mono at 32 kHz. What EfficientAT and PaSST
/// compute in evaluation: pre-emphasis, frames of 1024 with a symmetric Hann window of 800, power, triangles straight in mel, logarithm, scaled.
/// </summary>
/// <remarks>
/// <para>Push, read, complete and read, as with <see cref="MelSpectrogram"/>. No allocation per frame; one thread at a time.</para>
/// <para>
/// References: F. Schmid, K. Koutini and G. Widmer, "Efficient large-scale audio tagging via transformer-to-CNN knowledge distillation", ICASSP 2023;
/// K. Koutini et al., "Efficient training of audio transformers with patchout", Interspeech 2022.
/// </para>
/// </remarks>
public sealed class NetworkMel
{
    /// <summary>Samples per second of the signal.</summary>
    public const int SampleRate = 32_000;

    /// <summary>Samples from one frame to the next: 10 ms.</summary>
    public const int HopSamples = 320;

    /// <summary>Values of a frame.</summary>
    public const int BandCount = 128;

    /// <summary>Frames per second.</summary>
    public const int FramesPerSecond = SampleRate / HopSamples;

    /// <summary>What each value of digital silence is.</summary>
    public static readonly float Silence = (MathF.Log(Floor) + Offset) / Divisor;

    private const int FftLength = 1024;
    private const int WindowLength = 800;
    private const double HighestHz = 15_000;
    private const float PreEmphasis = 0.97f;
    private const float Floor = 1e-5f;
    private const float Offset = 4.5f;
    private const float Divisor = 5;
    private const int PieceLength = 1 << 13;

    private static readonly float[] s_window = SymmetricHann();
    private static readonly MelFilterbank s_bank = new(
        new MelOptions
        {
            SampleRate = SampleRate,
            FftLength = FftLength,
            BandCount = BandCount,
            HighestHz = HighestHz,
            Scale = MelScale.Htk,
            AreaNormalised = false,
            StraightInMel = true,
        }
    );

    private readonly MelSpectrogram _mel = new(
        new StftOptions
        {
            FftLength = FftLength,
            HopSamples = HopSamples,
            Window = s_window,
            Padding = StftPadding.Reflect,
        },
        s_bank
    );
    private readonly float[] _emphasised = new float[PieceLength];
    private float _before;
    private bool _begun;

    /// <summary>Number of frames of a signal: pre-emphasis takes one sample away, so that 10 s are exactly 1,000 frames.</summary>
    /// <param name="sampleCount">Samples at 32 kHz; 0 and 1 give no frame.</param>
    public static long FrameCount(long sampleCount) => sampleCount < 2 ? 0 : 1 + ((sampleCount - 1) / HopSamples);

    /// <summary>Takes the next samples.</summary>
    /// <param name="samples">Any number, full scale ±1.</param>
    public void Push(ReadOnlySpan<float> samples)
    {
        if (!_begun && samples.Length > 0)
        {
            _before = samples[0];
            _begun = true;
            samples = samples[1..];
        }

        while (samples.Length > 0)
        {
            ReadOnlySpan<float> piece = samples[..Math.Min(samples.Length, PieceLength)];
            Span<float> emphasised = _emphasised.AsSpan(0, piece.Length);
            emphasised[0] = piece[0] - (PreEmphasis * _before);
            TensorPrimitives.MultiplyAdd(piece[..^1], -PreEmphasis, piece[1..], emphasised[1..]);
            _before = piece[^1];
            _mel.Push(emphasised);
            samples = samples[piece.Length..];
        }
    }

    /// <summary>Says that the signal ends here.</summary>
    public void Complete() => _mel.Complete();

    /// <summary>Forgets everything: a new signal follows.</summary>
    public void Reset()
    {
        _mel.Reset();
        _begun = false;
    }

    /// <summary>Reads the next frame.</summary>
    /// <param name="bands">[<see cref="BandCount"/>] or longer, low bands first.</param>
    /// <returns>False, and nothing written, when more samples are needed or the signal is at its end.</returns>
    public bool TryRead(Span<float> bands)
    {
        if (!_mel.TryRead(bands))
        {
            return false;
        }

        Span<float> values = bands[..BandCount];
        TensorPrimitives.Add(values, Floor, values);
        TensorPrimitives.Log(values, values);
        TensorPrimitives.Add(values, Offset, values);
        TensorPrimitives.Divide(values, Divisor, values);
        return true;
    }

    private static float[] SymmetricHann()
    {
        float[] window = new float[WindowLength];
        for (int n = 0; n < WindowLength; n++)
        {
            window[n] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * n / (WindowLength - 1))));
        }

        return window;
    }
}
