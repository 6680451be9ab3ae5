namespace AudioSampler.Dsp.Stft;

/// <summary>Cuts a signal that comes in blocks of any length into overlapping frames, with the padding asked for at both ends.</summary>
/// <remarks>Holds what has been pushed and not yet read, and at least the half frame that the mirror at the end may need.</remarks>
internal sealed class FrameQueue(int frameLength, int hop, StftPadding padding)
{
    private readonly int padLength = padding == StftPadding.None ? 0 : frameLength / 2;
    private float[] samples = new float[4 * frameLength];

    // Positions in `samples`. The next frame may begin beyond the end when the hop is longer than the frame.
    private long frameStart;
    private int end;

    private long received;
    private bool begun;

    /// <summary>Whether <see cref="Complete"/> was called.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>Forgets everything: a new signal follows.</summary>
    public void Reset()
    {
        frameStart = 0;
        end = padLength;
        received = 0;
        begun = false;
        IsCompleted = false;
        samples.AsSpan(0, padLength).Clear();
    }

    /// <summary>Appends samples.</summary>
    public void Push(ReadOnlySpan<float> block)
    {
        if (IsCompleted)
        {
            throw new InvalidOperationException("the signal is complete: reset before the next one");
        }

        Append(block.Length);
        block.CopyTo(samples.AsSpan(end - block.Length));
        received += block.Length;
        if (received > padLength)
        {
            Begin();
        }
    }

    /// <summary>Says that the signal ends here. Pads it.</summary>
    public void Complete()
    {
        if (IsCompleted)
        {
            return;
        }

        IsCompleted = true;
        if (received == 0)
        {
            end = 0;
            return;
        }

        Begin();
        Append(padLength);
        int first = end - padLength;
        Span<float> tail = samples.AsSpan(first, padLength);
        if (padding == StftPadding.Reflect)
        {
            for (int i = 0; i < tail.Length; i++)
            {
                tail[i] = samples[first - (int)(received - Mirror(received + i))];
            }
        }
        else
        {
            tail.Clear();
        }
    }

    /// <summary>The next frame, valid until the next call of anything; false when more samples are needed.</summary>
    public bool TryNext(out ReadOnlySpan<float> frame)
    {
        if (!begun || frameStart + frameLength > end)
        {
            frame = default;
            return false;
        }

        frame = samples.AsSpan((int)frameStart, frameLength);
        frameStart += hop;
        return true;
    }

    /// <summary>Writes the mirror image before the first sample, once enough of the signal is known.</summary>
    private void Begin()
    {
        if (begun)
        {
            return;
        }

        begun = true;
        if (padding == StftPadding.Reflect)
        {
            for (int i = 1; i <= padLength; i++)
            {
                samples[padLength - i] = samples[padLength + (int)Mirror(i)];
            }
        }
    }

    /// <summary>The sample that stands at <paramref name="position"/> (0 or more) when the signal is mirrored at its last sample, and so on.</summary>
    private long Mirror(long position)
    {
        if (received == 1)
        {
            return 0;
        }

        long period = 2 * (received - 1);
        long place = position % period;
        return place < received ? place : period - place;
    }

    /// <summary>Moves the end on by <paramref name="count"/>, dropping what is no longer needed and growing where that is not enough.</summary>
    private void Append(int count)
    {
        if (samples.Length - end < count)
        {
            // Before the beginning nothing may be dropped; after it, the mirror at the end reaches back padLength + 1 samples.
            int keepFrom = begun ? (int)Math.Clamp(Math.Min(frameStart, end - padLength - 1), 0, end) : 0;
            int kept = end - keepFrom;
            float[] target = kept + (long)count <= samples.Length ? samples : new float[Math.Max(kept + count, 2 * samples.Length)];
            samples.AsSpan(keepFrom, kept).CopyTo(target);
            samples = target;
            frameStart -= keepFrom;
            end = kept;
        }

        end += count;
    }
}
