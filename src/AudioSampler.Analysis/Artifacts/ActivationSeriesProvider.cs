using System.Buffers;
using AudioSampler.Inference.Tagging;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Artifacts;

/// <summary>Lets the tagging network hear a region: the mel front end runs once over the signal, windows go through the network in batches.</summary>
public sealed class ActivationSeriesProvider(TaggerSource source) : IArtifactProvider<ActivationSeries>
{
    private const int BatchWindows = 16;
    private const int PieceSamples = NetworkMel.SampleRate;

    /// <summary>A frame this little above digital silence is silence.</summary>
    private const float SilenceMargin = 0.02f;

    /// <inheritdoc />
    public Task<ActivationSeries> ComputeAsync(IRegionContext region, CancellationToken cancellationToken) =>
        ComputeAsync(region.Signal(SignalKind.Network), source.Open(), source.Parallelism, cancellationToken);

    /// <summary>Hears a signal.</summary>
    /// <param name="signal">Mono at 32 kHz.</param>
    /// <param name="tagger">What hears: it, or what hears the course of sounds for it.</param>
    /// <param name="parallelism">Batches at work at once.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<ActivationSeries> ComputeAsync(
        ISignal signal,
        Tagger tagger,
        int parallelism,
        CancellationToken cancellationToken
    )
    {
        int[] starts = Starts(signal.Length);
        var series = new ActivationSeries(tagger, starts);
        using var slots = new SemaphoreSlim(parallelism);
        List<Task> running = [];
        try
        {
            using var frames = new MelFrames(signal);
            for (int first = 0; first < starts.Length; first += BatchWindows)
            {
                int count = Math.Min(BatchWindows, starts.Length - first);
                await slots.WaitAsync(cancellationToken);
                int from = starts[first];
                int length = (starts[first + count - 1] + Tagger.WindowFrames - from) * NetworkMel.BandCount;
                float[] batch = ArrayPool<float>.Shared.Rent(length);
                frames.Read(from, batch.AsSpan(0, length));
                int window = first;
                running.RemoveAll(task => task.IsCompletedSuccessfully);
                running.Add(
                    Task.Run(
                        () =>
                        {
                            try
                            {
                                Hear(series, starts, window, count, batch.AsSpan(0, length), cancellationToken);
                            }
                            finally
                            {
                                ArrayPool<float>.Shared.Return(batch);
                                slots.Release();
                            }
                        },
                        CancellationToken.None
                    )
                );
            }
        }
        finally
        {
            await Task.WhenAll(running);
        }

        return series;
    }

    /// <summary>First frame of each window.</summary>
    private static int[] Starts(long samples)
    {
        if (samples == 0)
        {
            return [];
        }

        int frames = checked((int)NetworkMel.FrameCount(Math.Max(samples, PieceSamples)));
        int count = 1 + ((Math.Max(0, frames - Tagger.WindowFrames) + Tagger.HopFrames - 1) / Tagger.HopFrames);
        return [.. Enumerable.Range(0, count).Select(i => Math.Min(i * Tagger.HopFrames, frames - Tagger.WindowFrames))];
    }

    private static void Hear(
        ActivationSeries series,
        int[] starts,
        int first,
        int count,
        ReadOnlySpan<float> frames,
        CancellationToken cancellationToken
    )
    {
        TaggingNetwork network = series.Tagger.Network;
        Span<int> sounding = stackalloc int[count];
        int heard = 0;
        for (int i = 0; i < count; i++)
        {
            int start = starts[first + i] - starts[first];
            ReadOnlySpan<float> window = frames.Slice(start * NetworkMel.BandCount, Tagger.WindowFrames * NetworkMel.BandCount);
            if (System.Numerics.Tensors.TensorPrimitives.Max(window) < NetworkMel.Silence + SilenceMargin)
            {
                series.SetSilent(first + i);
            }
            else
            {
                sounding[heard++] = i;
            }
        }

        if (heard == 0)
        {
            return;
        }

        float[] logits = ArrayPool<float>.Shared.Rent(heard * network.LabelCount);
        float[] embeddings = ArrayPool<float>.Shared.Rent(heard * network.EmbeddingSize);
        try
        {
            Span<int> at = stackalloc int[heard];
            for (int i = 0; i < heard; i++)
            {
                at[i] = starts[first + sounding[i]] - starts[first];
            }

            network.Hear(
                frames,
                at,
                Tagger.WindowFrames,
                logits.AsMemory(0, heard * network.LabelCount),
                embeddings.AsMemory(0, heard * network.EmbeddingSize),
                cancellationToken
            );
            for (int i = 0; i < heard; i++)
            {
                series.Set(
                    first + sounding[i],
                    logits.AsSpan(i * network.LabelCount, network.LabelCount),
                    embeddings.AsSpan(i * network.EmbeddingSize, network.EmbeddingSize)
                );
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(logits);
            ArrayPool<float>.Shared.Return(embeddings);
        }
    }

    /// <summary>The frames of a signal, read in overlapping stretches from first to last.</summary>
    private sealed class MelFrames(ISignal signal) : IDisposable
    {
        private readonly NetworkMel _mel = new();
        private readonly float[] _piece = ArrayPool<float>.Shared.Rent(PieceSamples);
        private readonly float[] _tail = new float[Tagger.WindowFrames * NetworkMel.BandCount];
        private long _samples;
        private int _next;
        private int _tailFrames;

        /// <summary>Reads frames; those before the ones read last are gone, but for the last window of them.</summary>
        public void Read(int from, Span<float> frames)
        {
            int kept = _next - from;
            _tail.AsSpan((_tailFrames - kept) * NetworkMel.BandCount, kept * NetworkMel.BandCount).CopyTo(frames);
            for (int at = kept * NetworkMel.BandCount; at < frames.Length; at += NetworkMel.BandCount)
            {
                while (!_mel.TryRead(frames[at..]))
                {
                    Push();
                }

                _next++;
            }

            _tailFrames = Math.Min(Tagger.WindowFrames, frames.Length / NetworkMel.BandCount);
            frames[^(_tailFrames * NetworkMel.BandCount)..].CopyTo(_tail);
        }

        public void Dispose() => ArrayPool<float>.Shared.Return(_piece);

        private void Push()
        {
            Span<float> piece = _piece.AsSpan(0, PieceSamples);
            int read = signal.Read(_samples, piece);
            bool ends = read < piece.Length || _samples + read == signal.Length;
            foreach (ref float sample in piece[..read])
            {
                sample = float.IsFinite(sample) ? Math.Clamp(sample, -64f, 64f) : 0;
            }

            if (ends && signal.Length < PieceSamples)
            {
                // What is shorter than a window is followed by silence.
                piece[read..].Clear();
                read = piece.Length;
            }

            _mel.Push(piece[..read]);
            _samples += read;
            if (ends)
            {
                _mel.Complete();
            }
        }
    }
}
