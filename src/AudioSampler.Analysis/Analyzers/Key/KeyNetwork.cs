using System.Buffers;
using AudioSampler.Dsp.Tonal;
using AudioSampler.Inference.Models;
using AudioSampler.Inference.Temporal;

namespace AudioSampler.Analysis.Analyzers.Key;

/// <summary>
/// What a learnt temporal network hears in the course of the chroma of a region: which chords follow each other, and what stands at the beginnings and ends of phrases, which mean values don't tell. It is
/// turned to each of the twelve tonics in turn, so that a transposed piece gets the transposed scores. See <c>models/key.md</c>.
/// </summary>
internal sealed class KeyNetwork
{
    /// <summary>Vectors that are heard at once: some 19 minutes.</summary>
    private const int ChunkVectors = 2048;

    private static readonly Lazy<TemporalNetwork> LazyNetwork = new(() => EmbeddedModels.LoadTemporal("key.aist"));

    /// <summary>Sums of the outputs of all vectors before one: [vectors + 1, 24]. The output of a stretch is the mean of its vectors', as the head is linear.</summary>
    private readonly double[] _sums;

    private KeyNetwork(int count) => _sums = new double[checked((count + 1) * MusicalKey.Count)];

    /// <summary>Hears a region.</summary>
    /// <param name="description">The vectors of the region.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static KeyNetwork Of(KeyDescription description, CancellationToken cancellationToken)
    {
        TemporalNetwork network = LazyNetwork.Value;
        var heard = new KeyNetwork(description.Count);
        for (int from = 0; from < description.Count; from += ChunkVectors)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int to = Math.Min(description.Count, from + ChunkVectors);
            int first = Math.Max(0, from - network.Reach);
            int end = Math.Min(description.Count, to + network.Reach);
            heard.Hear(network, description, first, end, from, to);
        }

        for (int i = MusicalKey.Count; i < heard._sums.Length; i++)
        {
            heard._sums[i] += heard._sums[i - MusicalKey.Count];
        }

        return heard;
    }

    /// <summary>Log probabilities of the keys in a stretch.</summary>
    /// <param name="from">First vector.</param>
    /// <param name="to">One after the last.</param>
    /// <param name="logProbabilities">Result, [24]; their exponentials sum to 1.</param>
    public void Score(int from, int to, Span<double> logProbabilities)
    {
        int count = Math.Max(1, to - from);
        for (int key = 0; key < MusicalKey.Count; key++)
        {
            logProbabilities[key] = (_sums[(to * MusicalKey.Count) + key] - _sums[(from * MusicalKey.Count) + key]) / count;
        }

        KeyLayer.Normalize(logProbabilities);
    }

    private void Hear(TemporalNetwork network, KeyDescription description, int first, int end, int from, int to)
    {
        const int Tonics = 12;
        const int Modes = 2;
        TemporalHead head = network.Head("key", Modes);
        int count = end - first;
        float[] input = ArrayPool<float>.Shared.Rent(KeyDescription.Width * count);
        float[] hidden = ArrayPool<float>.Shared.Rent(network.Width * count);
        Span<float> vector = stackalloc float[KeyDescription.Width];
        Span<float> values = stackalloc float[network.Width];
        Span<float> outputs = stackalloc float[Modes];
        try
        {
            for (int tonic = 0; tonic < Tonics; tonic++)
            {
                for (int v = 0; v < count; v++)
                {
                    description.Vector(first + v, vector);
                    for (int i = 0; i < vector.Length; i++)
                    {
                        int degree = i % Tonics;
                        input[(i * count) + v] = vector[i - degree + ((degree + tonic) % Tonics)];
                    }
                }

                network.Evaluate(input.AsSpan(0, KeyDescription.Width * count), count, hidden);
                for (int v = from; v < to; v++)
                {
                    for (int channel = 0; channel < values.Length; channel++)
                    {
                        values[channel] = hidden[(channel * count) + v - first];
                    }

                    head.Evaluate(values, outputs);
                    int sum = (v + 1) * MusicalKey.Count;
                    _sums[sum + tonic] = outputs[0];
                    _sums[sum + Tonics + tonic] = outputs[1];
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(input);
            ArrayPool<float>.Shared.Return(hidden);
        }
    }
}
