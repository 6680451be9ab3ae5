using System.Runtime.Intrinsics;

namespace AudioSampler.Dsp.Levels;

/// <summary>
/// A stretch of samples with its channels apart, refilled over and over. The meters of one pass share it, so that an interleaved stream is
/// taken apart only once.
/// </summary>
public sealed class PlanarBlock
{
    private readonly float[] samples;
    private readonly int stride;

    /// <summary>Makes room for a block.</summary>
    /// <param name="channels">Number of channels, 1 or more.</param>
    /// <param name="capacityFrames">Largest number of frames (samples of each channel) that the block will hold.</param>
    /// <exception cref="ArgumentOutOfRangeException">No channel, or no room.</exception>
    public PlanarBlock(int channels, int capacityFrames)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacityFrames);
        Channels = channels;
        stride = capacityFrames;
        samples = new float[checked(channels * capacityFrames)];
    }

    /// <summary>Number of channels.</summary>
    public int Channels { get; }

    /// <summary>Largest number of frames.</summary>
    public int CapacityFrames => stride;

    /// <summary>Number of frames that the block holds now.</summary>
    public int Frames { get; private set; }

    /// <summary>The samples of one channel, <see cref="Frames"/> of them.</summary>
    public ReadOnlySpan<float> Channel(int channel) => samples.AsSpan(channel * stride, Frames);

    /// <summary>Replaces the contents by interleaved frames.</summary>
    /// <param name="interleaved">[frames x channels], at most <see cref="CapacityFrames"/> whole frames.</param>
    /// <exception cref="ArgumentException">Part of a frame, or more frames than there is room for.</exception>
    public void Load(ReadOnlySpan<float> interleaved)
    {
        int frames = interleaved.Length / Channels;
        if (frames * Channels != interleaved.Length || frames > stride)
        {
            throw new ArgumentException(
                $"{interleaved.Length} samples are not 0 to {stride} frames of {Channels} channels",
                nameof(interleaved)
            );
        }

        Frames = frames;
        if (Channels == 1)
        {
            interleaved.CopyTo(samples);
        }
        else if (Channels == 2)
        {
            SplitPairs(interleaved, samples.AsSpan(0, frames), samples.AsSpan(stride, frames));
        }
        else
        {
            for (int c = 0; c < Channels; c++)
            {
                Span<float> channel = samples.AsSpan(c * stride, frames);
                for (int i = 0, from = c; i < channel.Length; i++, from += Channels)
                {
                    channel[i] = interleaved[from];
                }
            }
        }
    }

    /// <summary>Empties the block.</summary>
    public void Clear() => Frames = 0;

    /// <summary>Appends frames of another block.</summary>
    internal void Append(PlanarBlock source, int offset, int count)
    {
        for (int c = 0; c < Channels; c++)
        {
            source.Channel(c).Slice(offset, count).CopyTo(samples.AsSpan((c * stride) + Frames, count));
        }

        Frames += count;
    }

    private static void SplitPairs(ReadOnlySpan<float> interleaved, Span<float> left, Span<float> right)
    {
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<int> evenThenOdd = Vector256.Create(0, 2, 4, 6, 1, 3, 5, 7);
            for (; i <= left.Length - 8; i += 8)
            {
                Vector256<float> low = Vector256.Shuffle(Vector256.Create(interleaved.Slice(2 * i, 8)), evenThenOdd);
                Vector256<float> high = Vector256.Shuffle(Vector256.Create(interleaved.Slice((2 * i) + 8, 8)), evenThenOdd);
                Vector256.Create(low.GetLower(), high.GetLower()).CopyTo(left[i..]);
                Vector256.Create(low.GetUpper(), high.GetUpper()).CopyTo(right[i..]);
            }
        }

        for (; i < left.Length; i++)
        {
            left[i] = interleaved[2 * i];
            right[i] = interleaved[(2 * i) + 1];
        }
    }
}
