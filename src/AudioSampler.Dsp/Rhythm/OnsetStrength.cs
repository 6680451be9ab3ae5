using System.Numerics.Tensors;
using AudioSampler.Dsp.Fft;
using AudioSampler.Dsp.Windows;

namespace AudioSampler.Dsp.Rhythm;

/// <summary>Onset strength of a mono signal, as its samples stream by. The result doesn't depend on how the signal is cut into blocks.</summary>
/// <remarks>
/// Method (SuperFlux): 1. magnitudes of frames of 46 ms every 11.6 ms, in bands of a twelfth of an octave; 2. logarithm, of levels
/// relative to the level given, so that gain makes no difference; 3. what each band has risen above the loudest of itself and its
/// two neighbours two frames before, so that vibrato is no onset; 4. the mean rise over all bands and over three ranges. Samples that are
/// not numbers count as 0.
/// Reference: S. Böck, G. Widmer, "Maximum filter vibrato suppression for onset detection", DAFx 2013.
/// </remarks>
public sealed class OnsetStrength
{
    /// <summary>Samples between frames.</summary>
    public const int HopSamples = 256;

    /// <summary>Samples of a frame.</summary>
    public const int FrameSamples = 1024;

    // A rise is largest a little before the click is in the middle of the frame: measured on click tracks (OnsetStrengthTests).
    private const double LeadSamples = 66;
    private const int LagFrames = 2;
    private const double LowHz = 200;
    private const double HighHz = 2000;
    private const double TonalLowHz = 60;

    private readonly RealFft _fft = new(FrameSamples);
    private readonly float[] _window = Window.Hann(FrameSamples);
    private readonly OnsetFilterbank _filterbank;
    private readonly HarmonicChange _harmonic;
    private readonly float[] _frame = new float[FrameSamples];
    private readonly float[] _scratch = new float[FrameSamples];
    private readonly float[] _magnitude;
    private readonly float[][] _levels;
    private readonly float[] _rise;
    private readonly float[] _broad = new float[OnsetFrames.LevelBands];
    private readonly float _gain;
    private readonly int _lowBands;
    private readonly int _midBands;
    private readonly int _tonalFirst;
    private int _filled = FrameSamples / 2; // zeros stand before the first sample, so that frame 0 is centred on it
    private long _samples;
    private int _frames;
    private bool _complete;

    /// <summary>Starts a signal.</summary>
    /// <param name="sampleRate">Samples per second; made for 22 050.</param>
    /// <param name="referenceRms">Level of the signal, such as its RMS; 0 for silence.</param>
    /// <param name="expectedSamples">Length of the signal, if it is known: then the series don't have to grow. No limit.</param>
    public OnsetStrength(int sampleRate, double referenceRms, long expectedSamples = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedSamples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        _filterbank = new OnsetFilterbank(sampleRate, FrameSamples);
        _gain = referenceRms > 1e-9 && double.IsFinite(referenceRms) ? (float)(0.2 / referenceRms) : 0;
        _magnitude = new float[_fft.BinCount];
        _levels = [new float[_filterbank.Count], new float[_filterbank.Count], new float[_filterbank.Count]];
        _rise = new float[_filterbank.Count];
        _lowBands = _filterbank.CentresHz.Count(hz => hz < LowHz);
        _midBands = _filterbank.CentresHz.Count(hz => hz is >= LowHz and < HighHz);
        _tonalFirst = _filterbank.CentresHz.Count(hz => hz < TonalLowHz);
        _harmonic = new HarmonicChange(_lowBands + _midBands - _tonalFirst);
        int expectedFrames = checked((int)((expectedSamples + HopSamples - 1) / HopSamples));
        Frames = new OnsetFrames(expectedFrames)
        {
            FrameRateHz = (double)sampleRate / HopSamples,
            OffsetSeconds = LeadSamples / sampleRate,
        };
    }

    /// <summary>The frames so far; all of them after <see cref="Complete"/>.</summary>
    public OnsetFrames Frames { get; }

    /// <summary>Takes the next samples.</summary>
    /// <exception cref="InvalidOperationException">The signal was completed.</exception>
    public void Push(ReadOnlySpan<float> samples)
    {
        if (_complete)
        {
            throw new InvalidOperationException("the signal was completed");
        }

        _samples += samples.Length;
        while (!samples.IsEmpty)
        {
            int count = Math.Min(samples.Length, FrameSamples - _filled);
            samples[..count].CopyTo(_frame.AsSpan(_filled));
            samples = samples[count..];
            _filled += count;
            if (_filled == FrameSamples)
            {
                TakeFrame();
            }
        }
    }

    /// <summary>Ends the signal: fills the last frames with zeros.</summary>
    /// <returns>One frame for each hop begun.</returns>
    public OnsetFrames Complete()
    {
        long frames = (_samples + HopSamples - 1) / HopSamples;
        while (!_complete && _frames < frames)
        {
            Array.Clear(_frame, _filled, FrameSamples - _filled);
            _filled = FrameSamples;
            TakeFrame();
        }

        _complete = true;
        while (Frames.Harmonic.Length < Frames.Count)
        {
            Frames.AddHarmonic(0); // too near the end to compare
        }

        return Frames;
    }

    private void TakeFrame()
    {
        TensorPrimitives.Multiply(_frame, _window, _scratch);
        if (!float.IsFinite(TensorPrimitives.Sum<float>(_scratch)))
        {
            RemoveNonNumbers();
        }

        _fft.Magnitude(_scratch, _magnitude);
        float[] level = _levels[_frames % _levels.Length];
        float[] before = _levels[(_frames + _levels.Length - LagFrames) % _levels.Length];
        _filterbank.Apply(_magnitude, level);
        TensorPrimitives.Multiply(level, _gain, level);
        TensorPrimitives.LogP1(level, level);
        AddBroad(level);
        Rise(level, before);
        int mid = _lowBands + _midBands;
        Frames.AddOnset(Mean(_rise), Mean(_rise.AsSpan(0, _lowBands)), Mean(_rise.AsSpan(_lowBands, _midBands)), Mean(_rise.AsSpan(mid)));
        if (_harmonic.Push(level.AsSpan(_tonalFirst, mid - _tonalFirst)) is { } change)
        {
            Frames.AddHarmonic(change);
        }

        _frames++;
        _frame.AsSpan(HopSamples).CopyTo(_frame);
        _filled = FrameSamples - HopSamples;
    }

    /// <summary>Adds to the mean level of broad bands, and hands it over with every second frame.</summary>
    private void AddBroad(float[] level)
    {
        for (int band = 0; band < _broad.Length; band++)
        {
            int from = band * level.Length / _broad.Length;
            int to = (band + 1) * level.Length / _broad.Length;
            _broad[band] += Mean(level.AsSpan(from, to - from)) / OnsetFrames.FramesPerLevel;
        }

        if (_frames % OnsetFrames.FramesPerLevel == OnsetFrames.FramesPerLevel - 1)
        {
            Frames.AddLevels(_broad);
            Array.Clear(_broad);
        }
    }

    private void Rise(float[] level, float[] before)
    {
        int last = level.Length - 1;
        TensorPrimitives.Max(before.AsSpan(0, last), before.AsSpan(1), _rise.AsSpan(0, last));
        _rise[last] = before[last];
        TensorPrimitives.Max(_rise.AsSpan(1), before.AsSpan(0, last), _rise.AsSpan(1));
        TensorPrimitives.Subtract(level, _rise, _rise);
        TensorPrimitives.Max(_rise, 0f, _rise);
    }

    private void RemoveNonNumbers()
    {
        for (int i = 0; i < FrameSamples; i++)
        {
            if (!float.IsFinite(_scratch[i]))
            {
                _scratch[i] = 0;
            }
        }
    }

    private static float Mean(ReadOnlySpan<float> values) => values.IsEmpty ? 0 : TensorPrimitives.Sum(values) / values.Length;
}
