using System.Buffers;
using System.Numerics.Tensors;
using AudioSampler.Dsp.Rhythm;
using AudioSampler.Inference.Temporal;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>
/// What the temporal network hears in a region: at each pair of frames (43 a second) how likely a beat and a downbeat are, and, for any stretch, scores of the tempi of the grid and of the meters.
/// </summary>
internal sealed class BeatActivations
{
    /// <summary>Pairs of frames that are heard at once: 3 minutes.</summary>
    private const int ChunkPairs = 8192;

    /// <summary>Pairs over which hidden values are summed, for the outputs of stretches.</summary>
    private const int SegmentPairs = 32;

    private readonly TemporalHead _tempo;
    private readonly TemporalHead _meter;
    private readonly float[] _beat;
    private readonly float[] _down;
    private readonly float[] _segments;
    private readonly int _width;

    private BeatActivations(BeatNetwork network, int pairs)
    {
        _tempo = network.Tempo;
        _meter = network.Meter;
        _width = network.Network.Width;
        _beat = new float[pairs];
        _down = new float[pairs];
        _segments = new float[((pairs / SegmentPairs) + 1) * _width];
    }

    /// <summary>Hears a region.</summary>
    public static BeatActivations Of(OnsetFrames frames, BeatNetwork network, CancellationToken cancellationToken)
    {
        int pairs = frames.Levels.Length / OnsetFrames.LevelBands;
        var activations = new BeatActivations(network, pairs);
        int reach = network.Network.Reach;
        for (int from = 0; from < pairs; from += ChunkPairs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int first = Math.Max(0, from - reach);
            int end = Math.Min(pairs, from + ChunkPairs + reach);
            activations.Hear(frames, network, first, end, from, Math.Min(pairs, from + ChunkPairs));
        }

        return activations;
    }

    /// <summary>Log odds of a beat at a frame, between two pairs.</summary>
    public float BeatAt(double frame) => At(_beat, frame);

    /// <summary>Log odds of a downbeat at a frame, between two pairs.</summary>
    public float DownbeatAt(double frame) => At(_down, frame);

    /// <summary>Log odds that a beat at a frame is a downbeat: how likely a downbeat is against how likely a beat is.</summary>
    public float DownAt(double frame)
    {
        const float Least = 0.02f;
        float down = Sigmoid(Peak(_down, frame));
        float beat = Math.Max(Sigmoid(Peak(_beat, frame)), Least);
        float share = Math.Clamp(down / beat, Least, 1 - Least);
        return MathF.Log(share / (1 - share));
    }

    /// <summary>Scores of the tempi of the grid (logarithms, up to a constant) in a stretch.</summary>
    /// <param name="from">First frame.</param>
    /// <param name="count">Number of frames.</param>
    /// <param name="scores">[TempoGrid.Count].</param>
    public void Tempo(int from, int count, Span<float> scores) => Read(_tempo, from, count, scores);

    /// <summary>Scores of the meters over the whole region.</summary>
    public void Meter(Span<float> scores) => Read(_meter, 0, _beat.Length * OnsetFrames.FramesPerLevel, scores);

    private void Hear(OnsetFrames frames, BeatNetwork network, int first, int end, int from, int to)
    {
        const float HarmonicScale = 255;
        int count = end - first;
        float[] input = ArrayPool<float>.Shared.Rent(network.Network.Inputs * count);
        float[] hidden = ArrayPool<float>.Shared.Rent(_width * count);
        try
        {
            ReadOnlySpan<byte> levels = frames.Levels;
            ReadOnlySpan<float> harmonic = frames.Harmonic;
            for (int pair = 0; pair < count; pair++)
            {
                int at = (first + pair) * OnsetFrames.LevelBands;
                for (int band = 0; band < OnsetFrames.LevelBands; band++)
                {
                    input[(band * count) + pair] = levels[at + band] / OnsetFrames.LevelScale;
                }

                float change = (harmonic[2 * (first + pair)] + harmonic[(2 * (first + pair)) + 1]) / 2;
                input[(OnsetFrames.LevelBands * count) + pair] =
                    Math.Clamp(MathF.Round(change * HarmonicScale), 0, HarmonicScale) / HarmonicScale;
            }

            network.Network.Evaluate(input.AsSpan(0, network.Network.Inputs * count), count, hidden.AsSpan(0, _width * count));
            Take(network.Frame, hidden.AsSpan(0, _width * count), count, first, from, to);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(input);
            ArrayPool<float>.Shared.Return(hidden);
        }
    }

    private void Take(TemporalHead frame, ReadOnlySpan<float> hidden, int count, int first, int from, int to)
    {
        Span<float> beat = _beat.AsSpan(from, to - from);
        Span<float> down = _down.AsSpan(from, to - from);
        beat.Fill(frame.Biases[0]);
        down.Fill(frame.Biases[1]);
        for (int channel = 0; channel < _width; channel++)
        {
            ReadOnlySpan<float> row = hidden.Slice((channel * count) + from - first, to - from);
            TensorPrimitives.MultiplyAdd(row, frame.Weights[channel], beat, beat);
            TensorPrimitives.MultiplyAdd(row, frame.Weights[_width + channel], down, down);
            for (int at = 0; at < row.Length; at += SegmentPairs)
            {
                int segment = (from + at) / SegmentPairs;
                _segments[(segment * _width) + channel] += TensorPrimitives.Sum(row.Slice(at, Math.Min(SegmentPairs, row.Length - at)));
            }
        }
    }

    private void Read(TemporalHead head, int from, int count, Span<float> scores)
    {
        int last = Math.Max(0, (_beat.Length - 1) / SegmentPairs);
        int first = Math.Clamp((int)Math.Round((double)from / OnsetFrames.FramesPerLevel / SegmentPairs), 0, last);
        int end = Math.Clamp((int)Math.Round((double)(from + count) / OnsetFrames.FramesPerLevel / SegmentPairs), first + 1, last + 1);
        Span<float> mean = stackalloc float[_width];
        mean.Clear();
        for (int segment = first; segment < end; segment++)
        {
            TensorPrimitives.Add(mean, _segments.AsSpan(segment * _width, _width), mean);
        }

        int pairs = Math.Max(1, Math.Min(_beat.Length, end * SegmentPairs) - (first * SegmentPairs));
        TensorPrimitives.Divide(mean, pairs, mean);
        head.Evaluate(mean, scores);
    }

    /// <summary>A pair stands for the middle of its two frames.</summary>
    private static double PairOf(double frame) => (frame - 0.5) / OnsetFrames.FramesPerLevel;

    private static float At(float[] values, double frame)
    {
        if (values.Length == 0)
        {
            return 0;
        }

        double place = Math.Clamp(PairOf(frame), 0, values.Length - 1);
        int low = Math.Min((int)place, Math.Max(0, values.Length - 2));
        float share = (float)(place - low);
        return (values[low] * (1 - share)) + (values[Math.Min(low + 1, values.Length - 1)] * share);
    }

    /// <summary>The largest value within a pair of a frame.</summary>
    private static float Peak(float[] values, double frame)
    {
        if (values.Length == 0)
        {
            return 0;
        }

        int middle = Math.Clamp((int)Math.Round(PairOf(frame)), 0, values.Length - 1);
        int from = Math.Max(0, middle - 1);
        return TensorPrimitives.Max<float>(values.AsSpan(from, Math.Min(values.Length, middle + 2) - from));
    }

    private static float Sigmoid(float value) => 1 / (1 + MathF.Exp(-value));
}
