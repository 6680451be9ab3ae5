using System.Buffers;
using AudioSampler.Inference.Tagging;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Analyzers.Activations;

/// <summary>
/// Hears a stretch of a region again in windows of up to 10 s, for networks that were trained on those: short windows give the course of a sound, long ones say
/// best what it is. What is shorter than 1 s is followed by silence to 1 s, and once more to 10 s, and the mean of both logits counts. The windows have one of a few lengths,
/// for which the runtime has its memory ready; they overlap by half, or where the network is large as little as they must for all of the stretch to be heard; no silence is added.
/// </summary>
internal static class LongListening
{
    private const int LongestFrames = Tagger.LongWindowFrames;
    private const int Batch = 1; // More at once is no faster on a processor, and takes memory for each.

    /// <summary>Lengths of windows, in frames.</summary>
    private static readonly int[] s_lengths = [1000, 800, 600, 500, 400, 300, 250, 200, 150, 125, 100];

    /// <summary>Hears a stretch.</summary>
    /// <param name="tagger">What hears.</param>
    /// <param name="signal">Mono at 32 kHz.</param>
    /// <param name="start">Start, in seconds from the start of the region.</param>
    /// <param name="end">End.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What it heard; null when there is no sample.</returns>
    public static HeardSound? Hear(Tagger tagger, ISignal signal, double start, double end, CancellationToken cancellationToken)
    {
        long first = Math.Clamp((long)Math.Round(start * signal.SampleRate), 0, signal.Length);
        long last = Math.Clamp((long)Math.Round(end * signal.SampleRate), first, signal.Length);
        if (last == first)
        {
            return null;
        }

        var sum = new HeardSoundSum(tagger.Network.LabelCount, tagger.Network.EmbeddingSize);
        if (last - first < NetworkMel.SampleRate)
        {
            HeardSound near = Padded(tagger, signal, first, last, Tagger.WindowFrames, cancellationToken);
            HeardSound far = Padded(tagger, signal, first, last, LongestFrames, cancellationToken);
            return new HeardSound([.. near.Logits.Zip(far.Logits, (a, b) => (a + b) / 2)], near.Embedding);
        }

        int frames = checked((int)NetworkMel.FrameCount(last - first));
        int length = Array.Find(s_lengths, l => l <= frames);
        int count = CountWindows(tagger, frames, length);
        for (int i = 0; i < count; i += Batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] starts =
            [
                .. Enumerable
                    .Range(i, Math.Min(Batch, count - i))
                    .Select(k => count == 1 ? 0 : (int)((long)(frames - length) * k / (count - 1))),
            ];
            Add(sum, tagger, signal, first, last, starts, length, cancellationToken);
        }

        return sum.ToSound();
    }

    /// <summary>How many windows of a length cover so many frames.</summary>
    internal static int CountWindows(Tagger tagger, int frames, int length) =>
        length < LongestFrames ? (frames > length ? 2 : 1) : 1 + ((frames - length + tagger.LongHopFrames - 1) / tagger.LongHopFrames);

    private static HeardSound Padded(Tagger tagger, ISignal signal, long first, long last, int length, CancellationToken cancellationToken)
    {
        var sum = new HeardSoundSum(tagger.Network.LabelCount, tagger.Network.EmbeddingSize);
        Add(sum, tagger, signal, first, last, [0], length, cancellationToken);
        return sum.ToSound()!;
    }

    private static void Add(
        HeardSoundSum sum,
        Tagger tagger,
        ISignal signal,
        long first,
        long last,
        int[] starts,
        int length,
        CancellationToken cancellationToken
    )
    {
        TaggingNetwork network = tagger.Network;
        int each = length * NetworkMel.BandCount;
        float[] frames = ArrayPool<float>.Shared.Rent(starts.Length * each);
        float[] samples = ArrayPool<float>.Shared.Rent(length * NetworkMel.HopSamples);
        float[] logits = new float[starts.Length * network.LabelCount];
        float[] embeddings = new float[starts.Length * network.EmbeddingSize];
        try
        {
            var mel = new NetworkMel();
            for (int i = 0; i < starts.Length; i++)
            {
                Span<float> window = samples.AsSpan(0, length * NetworkMel.HopSamples);
                long from = first + ((long)starts[i] * NetworkMel.HopSamples);
                int read = signal.Read(from, window[..(int)Math.Min(window.Length, last - from)]);
                window[read..].Clear();
                foreach (ref float sample in window)
                {
                    sample = float.IsFinite(sample) ? Math.Clamp(sample, -64f, 64f) : 0;
                }

                mel.Reset();
                mel.Push(window);
                mel.Complete();
                for (int at = i * each; at < (i + 1) * each && mel.TryRead(frames.AsSpan(at)); at += NetworkMel.BandCount) { }
            }

            network.Hear(
                frames.AsSpan(0, starts.Length * each),
                [.. Enumerable.Range(0, starts.Length).Select(i => i * length)],
                length,
                logits,
                embeddings,
                cancellationToken
            );
            for (int i = 0; i < starts.Length; i++)
            {
                sum.Add(
                    logits.AsSpan(i * network.LabelCount, network.LabelCount),
                    embeddings.AsSpan(i * network.EmbeddingSize, network.EmbeddingSize)
                );
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(frames);
            ArrayPool<float>.Shared.Return(samples);
        }
    }
}
