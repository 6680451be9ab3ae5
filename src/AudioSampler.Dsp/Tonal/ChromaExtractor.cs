using System.Numerics.Tensors;
using AudioSampler.Dsp.Fft;
using AudioSampler.Dsp.Windows;

namespace AudioSampler.Dsp.Tonal;

/// <summary>Turns a signal, given in blocks of any size, into chroma of bass and treble.</summary>
/// <remarks>
/// 1. Hann frames, magnitude spectrum. 2. Interpolated, whitened peaks (<see cref="SpectralPeaks"/>). 3. Peaks that the frames before or after have too (<see cref="PersistentPeaks"/>): percussion falls away.
/// 4. Each peak adds to a profile of 36 bins an octave, in the treble also as harmonic of lower tones, in the bass only as itself. 5. At the end the tuning of the
/// whole signal is known, and the profiles are folded into 12 pitch classes around it. 6. A few frames make one vector. Memory: 288 bytes for each frame (0.19 s) while it runs, 128 after.
/// One instance serves one signal and one thread.
/// </remarks>
public sealed class ChromaExtractor
{
    private const int FineWidth = 2 * PitchClassProfile.FineBins;

    private readonly ChromaOptions _options;
    private readonly RealFft _fft;
    private readonly float[] _window;
    private readonly float[] _frame;
    private readonly float[] _windowed;
    private readonly float[] _re;
    private readonly float[] _im;
    private readonly double[] _cumulative;
    private readonly SpectralPeak[] _peaks;
    private readonly SpectralPeak[] _kept;
    private readonly PersistentPeaks _persistent = new();
    private readonly TuningEstimator _tuning = new();
    private readonly float[] _harmonicWeights;
    private readonly double[] _harmonicOctaves;
    private float[] _fine;
    private int _fill;
    private long _frames;
    private long _framesOut;

    /// <summary>Makes an extractor.</summary>
    /// <param name="options">How chroma is computed.</param>
    /// <param name="expectedSamples">Length of the signal if known, so that memory is taken once.</param>
    public ChromaExtractor(ChromaOptions options, long expectedSamples = 0)
    {
        _options = options;
        _fft = new RealFft(options.FrameSamples);
        _window = Window.Hann(options.FrameSamples);
        _frame = new float[options.FrameSamples];
        _windowed = new float[options.FrameSamples];
        _re = new float[_fft.BinCount];
        _im = new float[_fft.BinCount];
        _cumulative = new double[_fft.BinCount + 1];
        _peaks = new SpectralPeak[(_fft.BinCount / 2) + 1];
        _kept = new SpectralPeak[_peaks.Length];
        _harmonicWeights = new float[options.Harmonics];
        _harmonicOctaves = new double[options.Harmonics];
        for (int h = 0; h < options.Harmonics; h++)
        {
            _harmonicWeights[h] = (float)Math.Pow(options.HarmonicDecay, h);
            _harmonicOctaves[h] = Math.Log2(h + 1);
        }

        long frames = (expectedSamples / options.HopSamples) + 2;
        _fine = new float[checked((int)(frames * FineWidth))];
    }

    /// <summary>Takes the next samples; those that are not numbers count as 0.</summary>
    public void Push(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            int take = Math.Min(samples.Length, _frame.Length - _fill);
            Span<float> target = _frame.AsSpan(_fill, take);
            for (int i = 0; i < take; i++)
            {
                target[i] = float.IsFinite(samples[i]) ? samples[i] : 0;
            }

            samples = samples[take..];
            _fill += take;
            if (_fill == _frame.Length)
            {
                AnalyzeFrame();
                _frame.AsSpan(_options.HopSamples).CopyTo(_frame);
                _fill -= _options.HopSamples;
            }
        }
    }

    /// <summary>Ends the signal: its last frame is filled up with silence. The extractor can't be used after.</summary>
    public ChromaFrames Finish()
    {
        int unseen = _frames == 0 ? _fill : _fill - (_frame.Length - _options.HopSamples);
        if (unseen > 0)
        {
            _frame.AsSpan(_fill).Clear();
            AnalyzeFrame();
        }

        AddFrame(_persistent.Finish(_kept));
        float[] frames = Fold((int)_framesOut);
        return new ChromaFrames
        {
            FrameVectors = frames,
            FrameSeconds = (double)_options.HopSamples / _options.SampleRate,
            Vectors = Sums(frames, _options.FramesPerVector),
            HopSeconds = (double)_options.HopSamples * _options.FramesPerVector / _options.SampleRate,
            Tuning = _tuning.Estimate(),
            TuningConcentration = _tuning.Concentration,
            Persistence = _persistent.GivenStrength > 0 ? _persistent.KeptStrength / _persistent.GivenStrength : 0,
            MeanStrength = _frames > 0 ? _persistent.KeptStrength / _frames : 0,
        };
    }

    private void AnalyzeFrame()
    {
        TensorPrimitives.Multiply(_frame, _window, _windowed);
        _fft.Forward(_windowed, _re, _im);
        TensorPrimitives.Hypot(_re, _im, _re);
        double binHz = (double)_options.SampleRate / _options.FrameSamples;
        int count = SpectralPeaks.Find(_re, _cumulative, binHz, _options.MinHz, _options.MaxHz, _peaks);
        int audible = 0;
        for (int i = 0; i < count; i++)
        {
            // Logarithm of how far the partial stands above noise: a partial twice as tall adds a step, so that one loud tone can't hide a chord.
            double strength = Math.Log(_peaks[i].Strength / _options.NoiseRatio);
            if (strength > 0)
            {
                _peaks[audible++] = _peaks[i] with { Strength = (float)strength };
            }
        }

        _frames++;
        AddFrame(_persistent.Push(_peaks.AsSpan(0, audible), _kept));
    }

    private void AddFrame(int count)
    {
        if (count < 0)
        {
            return;
        }

        int frame = (int)_framesOut++;
        if ((frame + 1) * FineWidth > _fine.Length)
        {
            Array.Resize(ref _fine, Math.Max((frame + 1) * FineWidth, _fine.Length + (_fine.Length / 2)));
        }

        Span<float> bass = _fine.AsSpan(frame * FineWidth, PitchClassProfile.FineBins);
        Span<float> treble = _fine.AsSpan((frame * FineWidth) + PitchClassProfile.FineBins, PitchClassProfile.FineBins);
        double bassOctaves = Math.Log2(_options.BassEndHz / _options.BassFullHz);
        double bassEnd = Math.Log2(_options.BassEndHz / LogFrequencyAxis.C1Hz);
        double trebleStart = Math.Log2(_options.TrebleMinHz / LogFrequencyAxis.C1Hz);
        foreach (SpectralPeak peak in _kept.AsSpan(0, count))
        {
            double octaves = Math.Log2(peak.FrequencyHz / LogFrequencyAxis.C1Hz);
            if (peak.FrequencyHz > TuningMinHz)
            {
                _tuning.Add(peak);
            }

            if (octaves < bassEnd)
            {
                PitchClassProfile.Add(bass, octaves, peak.Strength * (float)Math.Min(1, (bassEnd - octaves) / bassOctaves));
            }

            for (int h = 0; h < _harmonicOctaves.Length && octaves - _harmonicOctaves[h] >= trebleStart; h++)
            {
                PitchClassProfile.Add(treble, octaves - _harmonicOctaves[h], peak.Strength * _harmonicWeights[h]);
            }
        }
    }

    /// <summary>Below this a bin is too wide for cents.</summary>
    private const double TuningMinHz = 130;

    private float[] Fold(int count)
    {
        float[] vectors = new float[count * ChromaFrames.Width];
        Span<float> matrix = stackalloc float[12 * PitchClassProfile.FineBins];
        PitchClassProfile.FoldMatrix(_tuning.Estimate()?.Cents ?? 0, matrix);
        for (int half = 0; half < 2 * count; half++)
        {
            PitchClassProfile.Fold(
                _fine.AsSpan(half * PitchClassProfile.FineBins, PitchClassProfile.FineBins),
                matrix,
                vectors.AsSpan(half * 12, 12)
            );
        }

        return vectors;
    }

    /// <summary>Sums of so many frames each; the last may be of fewer.</summary>
    private static float[] Sums(float[] frames, int framesPerVector)
    {
        int count = frames.Length / ChromaFrames.Width;
        float[] vectors = new float[(count + framesPerVector - 1) / framesPerVector * ChromaFrames.Width];
        for (int frame = 0; frame < count; frame++)
        {
            Span<float> vector = vectors.AsSpan(frame / framesPerVector * ChromaFrames.Width, ChromaFrames.Width);
            TensorPrimitives.Add(vector, frames.AsSpan(frame * ChromaFrames.Width, ChromaFrames.Width), vector);
        }

        return vectors;
    }
}
