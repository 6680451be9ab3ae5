using System.Numerics.Tensors;
using AudioSampler.Dsp.Levels;

namespace AudioSampler.Audio.Decoding;

/// <summary>Mixes channels to one.</summary>
internal static class MonoMix
{
    /// <summary>Mixes a block.</summary>
    /// <param name="block">Its channels.</param>
    /// <param name="gains">Gain of each channel.</param>
    /// <param name="mono">Filled from its start; room for the frames of the block.</param>
    public static void Mix(PlanarBlock block, ReadOnlySpan<float> gains, Span<float> mono)
    {
        mono = mono[..block.Frames];
        TensorPrimitives.Multiply(block.Channel(0), gains[0], mono);
        for (int channel = 1; channel < block.Channels; channel++)
        {
            if (gains[channel] > 0)
            {
                TensorPrimitives.MultiplyAdd(block.Channel(channel), gains[channel], mono, mono);
            }
        }
    }
}
