using System.Numerics.Tensors;
using AudioSampler.Dsp.Fft;
using AudioSampler.Dsp.Windows;

namespace AudioSampler.Analysis.Artifacts;

/// <summary>Measures the frames of one block after another, and sums them up for the region.</summary>
internal sealed class FeatureFrames
{
    /// <summary>Samples that a frame reaches beyond its hop, at either side.</summary>
    public const int Margin = (FeatureLayout.FrameSamples - FeatureLayout.HopSamples) / 2;

    /// <summary>Samples that a block needs: itself and a margin at either side.</summary>
    public const int SamplesAround = FeatureLayout.BlockSamples + (2 * Margin);

    private const float FloorPower = 1e-10f; // −100 dB
    private readonly RealFft _fft = new(FeatureLayout.FrameSamples);
    private readonly float[] _window = Window.Hann(FeatureLayout.FrameSamples);
    private readonly float[] _frame = new float[FeatureLayout.FrameSamples];
    private readonly float[] _power = new float[(FeatureLayout.FrameSamples / 2) + 1];
    private readonly FeatureCepstrum _cepstrum = new();
    private readonly FeatureSpectrum _spectrum = new();
    private readonly FeaturePitch _pitch;
    private readonly float _scale;
    private long _frames;
    private FeatureSum _rms;
    private FeatureSum _centroid;
    private FeatureSum _rolloff;
    private FeatureSum _flatness;
    private FeatureSum _crossings;
    private FeatureSum _flux;
    private readonly FeatureSum[] _mfcc = new FeatureSum[FeatureCepstrum.Coefficients];

    public FeatureFrames()
    {
        _pitch = new FeaturePitch(_window);

        // A full-scale sine has 0 dB in its bin.
        float half = TensorPrimitives.Sum<float>(_window) / 2;
        _scale = 1 / (half * half);
    }

    /// <summary>Measures a block.</summary>
    /// <param name="around">[<see cref="SamplesAround"/>] the block with its margins.</param>
    /// <param name="left">Samples of the signal from the start of the block to its end.</param>
    /// <param name="block">[<see cref="FeatureLayout.Count"/>] is filled.</param>
    public void Measure(ReadOnlySpan<float> around, long left, Span<float> block)
    {
        block.Clear();
        int sounding = 0;
        for (int frame = 0; frame < FeatureLayout.FramesPerBlock; frame++)
        {
            int at = frame * FeatureLayout.HopSamples;
            int length = (int)Math.Clamp(left - at, 0, FeatureLayout.HopSamples);
            ReadOnlySpan<float> hop = around.Slice(Margin + at, length);
            float meanSquare = length == 0 ? 0 : TensorPrimitives.SumOfSquares(hop) / length;
            if (meanSquare <= FloorPower)
            {
                block[FeatureLayout.Levels + frame] = FeatureLayout.SilenceDb;
                _cepstrum.Silence();
                continue;
            }

            float level = 10 * MathF.Log10(meanSquare);
            block[FeatureLayout.Levels + frame] = level;
            Analyse(around.Slice(at, FeatureLayout.FrameSamples));
            float crossings = Crossings(hop);
            Add(block, crossings);
            if (frame % 2 == 0)
            {
                _pitch.Measure(_power);
                block[FeatureLayout.PitchStrengths + (frame / 2)] = _pitch.Strength;
                block[FeatureLayout.Pitches + (frame / 2)] = _pitch.Midi;
            }

            Sum(level, crossings);
            sounding++;
        }

        if (sounding > 1)
        {
            float flux = block[FeatureLayout.FluxPeak];
            Span<float> means = block[FeatureLayout.Mfcc..FeatureLayout.PitchStrengths];
            TensorPrimitives.Divide(means, sounding, means);
            block[FeatureLayout.FluxPeak] = flux;
        }
    }

    /// <summary>The statistics of all frames so far.</summary>
    public FeatureTotals Totals() =>
        new(
            _frames,
            _rms.MeanStd,
            _centroid.MeanStd,
            _rolloff.MeanStd,
            _flatness.MeanStd,
            _crossings.MeanStd,
            _flux.MeanStd,
            _frames == 0 ? [] : [.. _mfcc.Select(sum => sum.MeanStd!)]
        );

    private void Analyse(ReadOnlySpan<float> samples)
    {
        TensorPrimitives.Multiply(samples, _window, _frame);
        _fft.Power(_frame, _power);
        TensorPrimitives.Multiply(_power, _scale, _power);
        _spectrum.Measure(_power);
        _cepstrum.Measure(_power);
    }

    private void Add(Span<float> block, float crossings)
    {
        Span<float> mfcc = block.Slice(FeatureLayout.Mfcc, FeatureLayout.MfccCount);
        TensorPrimitives.Add(mfcc, _cepstrum.Mfcc.AsSpan(1, FeatureLayout.MfccCount), mfcc);
        block[FeatureLayout.Centroid] += MathF.Log2(_spectrum.CentroidHz + 1);
        block[FeatureLayout.Rolloff] += MathF.Log2(_spectrum.RolloffHz + 1);
        block[FeatureLayout.Flatness] += 10 * MathF.Log10(_spectrum.Flatness + 1e-6f);
        block[FeatureLayout.ZeroCrossingRate] += crossings;
        block[FeatureLayout.Flux] += _cepstrum.Flux;
        block[FeatureLayout.FluxPeak] = MathF.Max(block[FeatureLayout.FluxPeak], _cepstrum.Flux);
        block[FeatureLayout.LowShare] += _spectrum.LowShare;
        block[FeatureLayout.HighShare] += _spectrum.HighShare;
        for (int i = 0; i < FeatureLayout.CrestCount; i++)
        {
            block[FeatureLayout.Crests + i] += _spectrum.Crests[i];
        }

        for (int i = 0; i < FeatureLayout.PeakHeldCount; i++)
        {
            block[FeatureLayout.PeakHeld + i] += _spectrum.PeakHeld[i];
        }
    }

    private void Sum(float level, float crossings)
    {
        _frames++;
        _rms.Add(level);
        _centroid.Add(_spectrum.CentroidHz);
        _rolloff.Add(_spectrum.RolloffHz);
        _flatness.Add(_spectrum.Flatness);
        _crossings.Add(crossings);
        _flux.Add(_cepstrum.Flux);
        for (int i = 0; i < _mfcc.Length; i++)
        {
            _mfcc[i].Add(_cepstrum.Mfcc[i]);
        }
    }

    private static float Crossings(ReadOnlySpan<float> samples)
    {
        int count = 0;
        for (int i = 1; i < samples.Length; i++)
        {
            count += ((BitConverter.SingleToInt32Bits(samples[i]) ^ BitConverter.SingleToInt32Bits(samples[i - 1])) >>> 31);
        }

        return samples.Length > 1 ? (float)count / (samples.Length - 1) : 0;
    }
}
