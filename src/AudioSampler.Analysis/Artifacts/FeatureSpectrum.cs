using System.Numerics.Tensors;

namespace AudioSampler.Analysis.Artifacts;

/// <summary>The shape of one power spectrum of <see cref="FeatureLayout.FrameSamples"/> points.</summary>
internal sealed class FeatureSpectrum
{
    private const int Bins = (FeatureLayout.FrameSamples / 2) + 1;

    /// <summary>The two lowest bins hold what is left of an offset through the window.</summary>
    private const int FirstBin = 2;
    private const float BinHz = (float)FeatureLayout.SampleRate / FeatureLayout.FrameSamples;
    private static readonly int LowEnd = BinAt(200);
    private static readonly int HighStart = BinAt(4000);
    private static readonly (int Start, int End)[] CrestRanges =
    [
        (BinAt(250), BinAt(500)),
        (BinAt(500), BinAt(1000)),
        (BinAt(1000), BinAt(2000)),
        (BinAt(2000), BinAt(4000)),
    ];
    private static readonly (int Start, int End)[] PeakRanges = [(BinAt(200), BinAt(800)), (BinAt(800), BinAt(3200))];
    private readonly float[] _frequencies = new float[Bins];
    private readonly float[] _logs = new float[Bins];
    private readonly int[] _lastPeaks = new int[PeakRanges.Length];

    public FeatureSpectrum()
    {
        for (int i = 0; i < Bins; i++)
        {
            _frequencies[i] = i * BinHz;
        }
    }

    /// <summary>Centre of gravity of the power, in Hz.</summary>
    public float CentroidHz { get; private set; }

    /// <summary>Frequency below which 85 % of the power lies, in Hz.</summary>
    public float RolloffHz { get; private set; }

    /// <summary>Geometric against arithmetic mean of the power, 0…1.</summary>
    public float Flatness { get; private set; }

    /// <summary>Share of the power below 200 Hz.</summary>
    public float LowShare { get; private set; }

    /// <summary>Share of the power above 4 kHz.</summary>
    public float HighShare { get; private set; }

    /// <summary>Largest bin against the mean of each octave, in dB.</summary>
    public float[] Crests { get; } = new float[FeatureLayout.CrestCount];

    /// <summary>1 for each range whose largest bin is where it was in the frame before, give or take one.</summary>
    public float[] PeakHeld { get; } = new float[FeatureLayout.PeakHeldCount];

    /// <summary>Measures a spectrum.</summary>
    /// <param name="power">[1025], finite and 0 or more.</param>
    public void Measure(ReadOnlySpan<float> power)
    {
        ReadOnlySpan<float> body = power[FirstBin..];
        float total = TensorPrimitives.Sum(body) + float.Epsilon;
        CentroidHz = TensorPrimitives.Dot(body, _frequencies.AsSpan(FirstBin)) / total;
        LowShare = TensorPrimitives.Sum(power[FirstBin..LowEnd]) / total;
        HighShare = TensorPrimitives.Sum(power[HighStart..]) / total;
        RolloffHz = Rolloff(body, 0.85f * total);

        Span<float> logs = _logs.AsSpan(FirstBin);
        float mean = total / body.Length;
        TensorPrimitives.Add(body, 1e-10f * mean + 1e-30f, logs);
        TensorPrimitives.Log(logs, logs);
        Flatness = Math.Clamp(MathF.Exp(TensorPrimitives.Sum(logs) / body.Length) / (mean + 1e-30f), 0, 1);

        for (int i = 0; i < CrestRanges.Length; i++)
        {
            ReadOnlySpan<float> range = power[CrestRanges[i].Start..CrestRanges[i].End];
            float average = (TensorPrimitives.Sum(range) / range.Length) + 1e-30f;
            Crests[i] = 10 * MathF.Log10((TensorPrimitives.Max(range) + 1e-30f) / average);
        }

        for (int i = 0; i < PeakRanges.Length; i++)
        {
            int peak = TensorPrimitives.IndexOfMax(power[PeakRanges[i].Start..PeakRanges[i].End]);
            PeakHeld[i] = Math.Abs(peak - _lastPeaks[i]) <= 1 ? 1 : 0;
            _lastPeaks[i] = peak;
        }
    }

    private float Rolloff(ReadOnlySpan<float> body, float target)
    {
        const int Step = 32;
        float sum = 0;
        int at = 0;
        for (; at + Step <= body.Length; at += Step)
        {
            float part = TensorPrimitives.Sum(body.Slice(at, Step));
            if (sum + part >= target)
            {
                break;
            }

            sum += part;
        }

        for (; at < body.Length - 1; at++)
        {
            sum += body[at];
            if (sum >= target)
            {
                break;
            }
        }

        return _frequencies[Math.Min(FirstBin + at, Bins - 1)];
    }

    private static int BinAt(float hz) => (int)MathF.Round(hz / BinHz);
}
