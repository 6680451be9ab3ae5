using System.Numerics.Tensors;
using AudioSampler.Dsp.Levels;

namespace AudioSampler.Audio.Decoding;

/// <summary>
/// Mixes channels to one, block by block. Where the two channels of stereo are each other's opposite, so that nothing would be left of them, their difference is taken
/// instead; from the one to the other the second channel is turned over gradually.
/// </summary>
/// <param name="gains">Gain of each channel.</param>
internal sealed class MonoMix(float[] gains)
{
    private const int Stereo = 2;

    /// <summary>A mix with less than this share of the power of the channels has cancelled: −20 dB.</summary>
    private const float Cancelled = 0.01f;

    /// <summary>A mix with more than this is one again.</summary>
    private const float Restored = 0.1f;

    /// <summary>Frames over which the second channel is turned over.</summary>
    private const int TurnFrames = 2048;

    private bool _turned;

    /// <summary>Frames of which the difference was taken.</summary>
    public long TurnedFrames { get; private set; }

    /// <summary>Mixes a block.</summary>
    /// <param name="block">Its channels.</param>
    /// <param name="mono">Filled from its start; room for the frames of the block.</param>
    public void Mix(PlanarBlock block, Span<float> mono)
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

        if (block.Channels == Stereo)
        {
            TurnIfCancelled(block, mono);
        }
    }

    private void TurnIfCancelled(PlanarBlock block, Span<float> mono)
    {
        float power = (TensorPrimitives.SumOfSquares(block.Channel(0)) + TensorPrimitives.SumOfSquares(block.Channel(1))) / Stereo;
        float share = power > 0 ? TensorPrimitives.SumOfSquares<float>(mono) / power : 0;
        bool turned =
            power <= 0 ? _turned
            : _turned ? share < Restored
            : share < Cancelled;
        if (turned)
        {
            // (L + R) / 2 less R is (L − R) / 2.
            TensorPrimitives.MultiplyAdd(block.Channel(1), -2 * gains[1], mono, mono);
            TurnedFrames += block.Frames;
        }

        if (turned != _turned)
        {
            // The block begins as the one before ended: the second channel's part of it goes from one sign to the other.
            int frames = Math.Min(TurnFrames, block.Frames);
            for (int i = 0; i < frames; i++)
            {
                float rest = (turned ? 2 : -2) * gains[1] * (1 - ((float)i / frames));
                mono[i] += rest * block.Channel(1)[i];
            }
        }

        _turned = turned;
    }
}
