using System.Buffers;
using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AudioSampler.Inference.Temporal;

/// <summary>
/// A temporal convolutional network: a first convolution, then residual blocks of a dilated convolution, ReLU and a mix of the channels, then ReLU. Its hidden values are read by linear heads. Immutable and
/// safe to use from several threads.
/// </summary>
/// <remarks>Reference: M. Davies and S. Böck, "Temporal convolutional networks for musical audio beat tracking", EUSIPCO 2019.</remarks>
public sealed class TemporalNetwork
{
    /// <summary>Frames that are worked on at once, so that a row of them stays in the nearest cache.</summary>
    private const int TileFrames = 1024;

    private readonly TemporalLayer _first;
    private readonly ImmutableArray<(TemporalLayer Wide, TemporalLayer Mix)> _blocks;
    private readonly int _pad;

    internal TemporalNetwork(
        TemporalLayer first,
        ImmutableArray<(TemporalLayer Wide, TemporalLayer Mix)> blocks,
        ImmutableArray<TemporalHead> heads
    )
    {
        _first = first;
        _blocks = blocks;
        Heads = heads;
        _pad = Math.Max(first.Reach, blocks.Max(block => block.Wide.Reach));
        Reach = first.Reach + blocks.Sum(block => block.Wide.Reach);
    }

    /// <summary>Number of input channels.</summary>
    public int Inputs => _first.Inputs;

    /// <summary>Number of hidden channels.</summary>
    public int Width => _first.Outputs;

    /// <summary>Frames on each side that have a say in a frame.</summary>
    public int Reach { get; }

    /// <summary>What reads the hidden values.</summary>
    public ImmutableArray<TemporalHead> Heads { get; }

    /// <summary>A head by its name.</summary>
    /// <exception cref="ModelException">There is none of this name and size.</exception>
    public TemporalHead Head(string name, int outputs) =>
        Heads.FirstOrDefault(head => head.Name == name && head.Outputs == outputs)
        ?? throw new ModelException(name, $"the network has no head {name} with {outputs} outputs");

    /// <summary>Gives the hidden values of a stretch. Before and after it there is nothing (zeros).</summary>
    /// <param name="input">[inputs x frames]: one channel after the other.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="hidden">Result, [width x frames].</param>
    public void Evaluate(ReadOnlySpan<float> input, int frames, Span<float> hidden)
    {
        int row = frames + (2 * _pad);
        float[] rented = ArrayPool<float>.Shared.Rent((Inputs + (3 * Width)) * row);
        try
        {
            Span<float> all = rented.AsSpan(0, (Inputs + (3 * Width)) * row);
            all.Clear();
            Span<float> source = all[..(Inputs * row)];
            Span<float> x = all.Slice(Inputs * row, Width * row);
            Span<float> wide = all.Slice((Inputs + Width) * row, Width * row);
            Span<float> mixed = all.Slice((Inputs + (2 * Width)) * row, Width * row);
            for (int channel = 0; channel < Inputs; channel++)
            {
                input.Slice(channel * frames, frames).CopyTo(source[((channel * row) + _pad)..]);
            }

            Convolve(_first, source, x, frames);
            Rectify(x, frames);
            foreach ((TemporalLayer wideLayer, TemporalLayer mix) in _blocks)
            {
                Convolve(wideLayer, x, wide, frames);
                Rectify(wide, frames);
                Convolve(mix, wide, mixed, frames);
                TensorPrimitives.Add(x, mixed, x);
            }

            Rectify(x, frames);
            for (int channel = 0; channel < Width; channel++)
            {
                x.Slice((channel * row) + _pad, frames).CopyTo(hidden.Slice(channel * frames, frames));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>Rows are padded with zeros on both sides, which stay as they are.</summary>
    private void Convolve(TemporalLayer layer, ReadOnlySpan<float> source, Span<float> target, int frames)
    {
        int row = frames + (2 * _pad);
        for (int tile = 0; tile < frames; tile += TileFrames)
        {
            int length = Math.Min(TileFrames, frames - tile);
            for (int output = 0; output < layer.Outputs; output++)
            {
                Span<float> sum = target.Slice((output * row) + _pad + tile, length);
                sum.Fill(layer.Biases[output]);
                for (int channel = 0; channel < layer.Inputs; channel++)
                {
                    int weights = ((output * layer.Inputs) + channel) * layer.Taps;
                    int at = (channel * row) + _pad + tile - layer.Reach;
                    for (int tap = 0; tap < layer.Taps; tap++, at += layer.Dilation)
                    {
                        TensorPrimitives.MultiplyAdd(source.Slice(at, length), layer.Weights[weights + tap], sum, sum);
                    }
                }
            }
        }
    }

    private void Rectify(Span<float> values, int frames)
    {
        int row = frames + (2 * _pad);
        for (int channel = 0; channel < Width; channel++)
        {
            Span<float> part = values.Slice((channel * row) + _pad, frames);
            TensorPrimitives.Max(part, 0f, part);
        }
    }
}
