using System.Numerics.Tensors;

namespace AudioSampler.Dsp.Levels;

/// <summary>The level of a signal in short steps, and how it rises and falls. Memory: 4 bytes for each step.</summary>
/// <remarks>Reference for attack: G. Peeters, "A large set of audio features for sound description", IRCAM, 2004 (log attack time).</remarks>
public sealed class Envelope
{
    private const float AttackStart = 0.1f;
    private const float AttackEnd = 0.9f;

    /// <summary>−20 dB.</summary>
    private const float DecayEnd = 0.1f;

    /// <summary>A sound is loud when it is within 12 dB of the loudest.</summary>
    private const float Loud = 0.25f;

    private readonly int _stepSamples;
    private readonly List<float> _levels;
    private float _power;
    private int _filled;

    /// <summary>Makes an empty one.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="stepSeconds">Length of a step.</param>
    /// <param name="expectedSamples">Length of the signal, if it is known.</param>
    public Envelope(int sampleRate, double stepSeconds, long expectedSamples = 0)
    {
        _stepSamples = Math.Max(1, (int)Math.Round(sampleRate * stepSeconds));
        StepSeconds = (double)_stepSamples / sampleRate;
        _levels = new List<float>(checked((int)(expectedSamples / _stepSamples)) + 1);
    }

    /// <summary>Seconds from step to step.</summary>
    public double StepSeconds { get; }

    /// <summary>RMS of each step; a last step that is not full counts as what is in it.</summary>
    public IReadOnlyList<float> Levels => _levels;

    /// <summary>Takes the next samples; those that are no numbers count as 0.</summary>
    public void Push(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            int take = Math.Min(samples.Length, _stepSamples - _filled);
            float power = TensorPrimitives.SumOfSquares(samples[..take]);
            _power += float.IsFinite(power) ? power : 0;
            _filled += take;
            samples = samples[take..];
            if (_filled == _stepSamples)
            {
                Complete();
            }
        }
    }

    /// <summary>Ends the signal.</summary>
    public void Complete()
    {
        if (_filled > 0)
        {
            _levels.Add(MathF.Sqrt(_power / _filled));
            (_power, _filled) = (0, 0);
        }
    }

    /// <summary>Time from 10 % to 90 % of the top of the first loud sound, in seconds, from the start of the signal where it begins above 10 %; null when it is silent.</summary>
    public double? AttackSeconds()
    {
        float loudest = Loudest();
        int first = _levels.FindIndex(level => level >= Loud * loudest);
        if (!(loudest > 0) || first < 0)
        {
            return null;
        }

        // Its top: the largest level before it falls below half of what it has reached.
        int top = first;
        for (int i = first; i < _levels.Count && _levels[i] >= _levels[top] / 2; i++)
        {
            top = _levels[i] > _levels[top] ? i : top;
        }

        float peak = _levels[top];
        int end = _levels.FindIndex(first, level => level >= AttackEnd * peak);
        int start = end;
        while (start >= 0 && _levels[start] >= AttackStart * peak)
        {
            start--;
        }

        // A sound that was cut at its onset rises from the first sample on.
        double from = start < 0 ? 0 : Crossing(start + 1, AttackStart * peak);
        return (Crossing(end, AttackEnd * peak) - from) * StepSeconds;
    }

    /// <summary>Time from the loudest step until the level has fallen by 20 dB for good, in seconds; null when it never does, or the signal is silent.</summary>
    public double? DecaySeconds()
    {
        float loudest = Loudest();
        int last = _levels.FindLastIndex(level => level >= DecayEnd * loudest);
        return loudest > 0 && last + 1 < _levels.Count ? (last + 1 - _levels.IndexOf(loudest)) * StepSeconds : null;
    }

    /// <summary>How far the loud moments stand above the soft ones: the ratio of the ninth to the first decile of the levels of 50 ms, in dB; 100 at most, 0 when it is silent.</summary>
    public double SpreadDb()
    {
        int steps = Math.Max(1, (int)Math.Round(0.05 / StepSeconds));
        float[] levels =
        [
            .. _levels.Chunk(steps).Select(chunk => MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(chunk) / chunk.Length)).Order(),
        ];
        if (levels.Length == 0 || !(levels[^1] > 0))
        {
            return 0;
        }

        double ratio = levels[(levels.Length - 1) * 9 / 10] / Math.Max(levels[(levels.Length - 1) / 10], 1e-5 * levels[^1]);
        return Math.Clamp(20 * Math.Log10(ratio), 0, 100);
    }

    private float Loudest() => _levels.Count > 0 ? _levels.Max() : 0;

    /// <summary>Where the level goes through a value on its way up to a step, in steps.</summary>
    private double Crossing(int step, float value)
    {
        if (step == 0)
        {
            return 0;
        }

        float before = _levels[step - 1];
        return before >= value ? step - 1 : step - 1 + ((value - before) / (_levels[step] - before));
    }
}
