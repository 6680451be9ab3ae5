using System.Buffers;
using System.Numerics.Tensors;

namespace AudioSampler.Dsp.Rhythm;

/// <summary>The scores of the search of <see cref="BeatTracker"/>: one for each frame and interval since the beat before.</summary>
/// <remarks>The tables are of several megabytes and come from the pool: a long file makes them for every few minutes of it.</remarks>
internal sealed class BeatLattice : IDisposable
{
    private const float Never = -1e30f;
    private const byte NoBeatBefore = byte.MaxValue;

    // A change by more than this between neighbouring intervals is not looked at: it would cost more than any beat can bring.
    private const double LargestChange = 0.25;
    private const double Slack = 0.05;

    private readonly int _frames;
    private readonly int[] _steps;
    private readonly float[] _logSteps;
    private readonly int[] _nearest;
    private readonly float[][] _changeCost;
    private readonly float[] _score;
    private readonly byte[] _from;
    private readonly float[] _candidates;
    private readonly float _expectation;
    private readonly float _largestLogRatio;

    /// <summary>Makes room: five bytes for each frame and interval.</summary>
    /// <param name="steps">Intervals in frames, rising, fewer than 255.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="tightness">One of <see cref="BeatTracker.Tightness"/>.</param>
    /// <param name="expectation">See <see cref="BeatTracker.Expectation"/>.</param>
    /// <param name="largestRatio">See <see cref="BeatTracker.LargestRatio"/>.</param>
    public BeatLattice(int[] steps, int frames, double tightness, double expectation, double largestRatio)
    {
        _frames = frames;
        _steps = steps;
        _logSteps = [.. steps.Select(step => (float)Math.Log(step))];
        _nearest = new int[steps.Length];
        _changeCost = new float[steps.Length][];
        for (int i = 0; i < steps.Length; i++)
        {
            float here = _logSteps[i];
            double counted = BeatTracker.Counted(tightness, steps[i]);
            _nearest[i] = Array.FindIndex(_logSteps, other => Math.Abs(other - here) <= LargestChange);
            _changeCost[i] =
            [
                .. _logSteps
                    .Where(other => Math.Abs(other - here) <= LargestChange)
                    .Select(other => (float)(-counted * (other - here) * (other - here))),
            ];
        }

        int states = checked(frames * steps.Length);
        _score = ArrayPool<float>.Shared.Rent(states);
        _from = ArrayPool<byte>.Shared.Rent(states);
        _candidates = new float[steps.Length];
        _expectation = (float)expectation;
        _largestLogRatio = (float)(Math.Log(largestRatio) + Slack);
    }

    /// <summary>Gives the tables back.</summary>
    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_score);
        ArrayPool<byte>.Shared.Return(_from);
    }

    /// <summary>Scores a beat at the next frame.</summary>
    public void Extend(float evidence, float period, int frame, int? firstBeat)
    {
        float logPeriod = MathF.Log(period);
        float fresh = frame == firstBeat || firstBeat is null ? 0 : Never;
        for (int i = 0; i < _steps.Length; i++)
        {
            int state = (frame * _steps.Length) + i;
            int before = frame - _steps[i];
            float ratio = _logSteps[i] - logPeriod;
            float best = before < 0 || frame == firstBeat ? fresh : Never;
            byte choice = NoBeatBefore;
            if (before >= 0 && Math.Abs(ratio) <= _largestLogRatio)
            {
                float[] costs = _changeCost[i];
                Span<float> candidates = _candidates.AsSpan(0, costs.Length);
                TensorPrimitives.Add(_score.AsSpan((before * _steps.Length) + _nearest[i], costs.Length), costs, candidates);
                int winner = TensorPrimitives.IndexOfMax<float>(candidates);
                if (candidates[winner] > best)
                {
                    best = candidates[winner];
                    choice = (byte)(_nearest[i] + winner);
                }
            }

            // An interval counts by its length, so that many short ones are not better than few long ones.
            float weight = _steps[i] / period;
            _score[state] = best + (weight * evidence) - (_expectation * ratio * ratio);
            _from[state] = choice;
        }
    }

    /// <summary>The best path that ends within the last period.</summary>
    /// <returns>Frames of its beats, rising, and its score.</returns>
    public (int[] Beats, double Score) TraceBack(float lastPeriod)
    {
        int first = Math.Max(0, _frames - (int)Math.Ceiling(lastPeriod)) * _steps.Length;
        int state = first + TensorPrimitives.IndexOfMax<float>(_score.AsSpan(first, (_frames * _steps.Length) - first));
        double score = _score[state];
        var beats = new List<int>();
        while (true)
        {
            int frame = state / _steps.Length;
            beats.Add(frame);
            byte choice = _from[state];
            if (choice == NoBeatBefore)
            {
                break;
            }

            state = ((frame - _steps[state % _steps.Length]) * _steps.Length) + choice;
        }

        beats.Reverse();
        return ([.. beats], score);
    }
}
