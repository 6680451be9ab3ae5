using System.Buffers;
using AudioSampler.Inference.OnnxRuntime;

namespace AudioSampler.Inference.Tagging;

/// <summary>A network from log-mel windows to a logit for each label and an embedding. Safe to use from several threads at once.</summary>
public sealed class TaggingNetwork : IDisposable
{
    private const string Input = "mel";
    private const string Logits = "logits";
    private const string Embedding = "embedding";
    private readonly OnnxSession _session;

    /// <summary>Takes over a session.</summary>
    /// <param name="name">Name of the model, for messages.</param>
    /// <param name="session">With the input <c>mel</c> [n, 1, 128, t] and the outputs <c>logits</c> and <c>embedding</c>.</param>
    /// <exception cref="ModelException">Inputs or outputs are others.</exception>
    public TaggingNetwork(string name, OnnxSession session)
    {
        _session = session;
        OnnxValueInfo? logits = session.Outputs.FirstOrDefault(o => o.Name == Logits);
        OnnxValueInfo? embedding = session.Outputs.FirstOrDefault(o => o.Name == Embedding);
        OnnxValueInfo? mel = session.Inputs.FirstOrDefault(i => i.Name == Input);
        if (
            mel is not { Shape: [_, 1, NetworkMel.BandCount, _] }
            || logits is not { Shape: [_, > 0 and var labels] }
            || embedding is not { Shape: [_, > 0 and var dimensions] }
        )
        {
            session.Dispose();
            throw new ModelException(name, "it is no tagging network: it has to take mel [n, 1, 128, t] and give logits and embedding");
        }

        LabelCount = (int)labels;
        EmbeddingSize = (int)dimensions;
        FixedFrames = mel.Shape[3] > 0 ? (int)mel.Shape[3] : null;
    }

    /// <summary>Number of logits.</summary>
    public int LabelCount { get; }

    /// <summary>Values of an embedding.</summary>
    public int EmbeddingSize { get; }

    /// <summary>Frames of each window, where the network takes one length alone.</summary>
    public int? FixedFrames { get; }

    /// <summary>Why it runs on the processor though a GPU was asked for; null when that isn't so.</summary>
    public string? FallbackReason => _session.FallbackReason;

    /// <summary>Hears windows of one length.</summary>
    /// <param name="frames">[frames x 128] a signal's log-mel frames, one after the other.</param>
    /// <param name="starts">First frame of each window.</param>
    /// <param name="length">Frames of each window.</param>
    /// <param name="logits">[windows x LabelCount].</param>
    /// <param name="embeddings">[windows x EmbeddingSize].</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ModelException">The run failed.</exception>
    public void Hear(
        ReadOnlySpan<float> frames,
        ReadOnlySpan<int> starts,
        int length,
        Memory<float> logits,
        Memory<float> embeddings,
        CancellationToken cancellationToken
    )
    {
        int each = NetworkMel.BandCount * length;
        float[] windows = ArrayPool<float>.Shared.Rent(starts.Length * each);
        try
        {
            for (int i = 0; i < starts.Length; i++)
            {
                Turn(frames.Slice(starts[i] * NetworkMel.BandCount, each), length, windows.AsSpan(i * each, each));
            }

            _session.Run(
                [new OnnxInput(Input, windows.AsMemory(0, starts.Length * each), [starts.Length, 1, NetworkMel.BandCount, length])],
                [new OnnxOutput(Logits, logits), new OnnxOutput(Embedding, embeddings)],
                cancellationToken
            );
        }
        finally
        {
            ArrayPool<float>.Shared.Return(windows);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _session.Dispose();

    /// <summary>From frame after frame to band after band; in tiles, so that both sides stay in the cache.</summary>
    private static void Turn(ReadOnlySpan<float> frames, int length, Span<float> bands)
    {
        const int Tile = 16;
        for (int tile = 0; tile < NetworkMel.BandCount; tile += Tile)
        {
            for (int t = 0; t < length; t++)
            {
                ReadOnlySpan<float> frame = frames.Slice((t * NetworkMel.BandCount) + tile, Tile);
                for (int b = 0; b < Tile; b++)
                {
                    bands[((tile + b) * length) + t] = frame[b];
                }
            }
        }
    }
}
