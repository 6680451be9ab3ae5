using System.Numerics;
using System.Runtime.InteropServices;
using AudioSampler.Dsp.Spectral;

namespace AudioSampler.Dsp.Separation;

/// <summary>The median of each bin over the frames around, streaming, with the signal mirrored at its ends (the outermost frame repeated).</summary>
/// <remarks>
/// The values of each bin stay sorted: a new frame replaces the oldest by one pass of comparisons over all bins side by side, so a frame
/// costs length × bins operations without a branch. Holds twice <c>length</c> frames. Values that are not finite count as 0.
/// </remarks>
internal sealed class TimeMedian
{
    private readonly int length;
    private readonly int half;
    private readonly int binCount;

    // Rounded up to whole vectors; the bins in excess stay 0.
    private readonly int stride;
    private readonly float[] ring;
    private readonly float[] sorted;
    private long pushed;
    private long read;
    private bool completed;

    /// <summary>Makes the filter over an odd number of frames.</summary>
    public TimeMedian(int binCount, int length)
    {
        this.binCount = binCount;
        this.length = length;
        half = length / 2;
        int vector = Vector<float>.Count;
        stride = (binCount + vector - 1) / vector * vector;
        ring = new float[RingFrames * stride];
        sorted = new float[length * stride];
    }

    /// <summary>The window, and the frame that leaves it when the next one enters.</summary>
    private int RingFrames => length + 1;

    /// <summary>Takes the next frame. A frame that is ready has to be read first.</summary>
    public void Push(ReadOnlySpan<float> frame)
    {
        Require.Length(frame, binCount);
        if (completed || pushed - read > half)
        {
            throw new InvalidOperationException(completed ? "the signal is complete" : "a frame is ready: read it first");
        }

        Span<float> target = Frame(pushed++);
        for (int k = 0; k < frame.Length; k++)
        {
            target[k] = float.IsFinite(frame[k]) ? frame[k] : 0;
        }
    }

    /// <summary>Says that there are no more frames.</summary>
    public void Complete() => completed = true;

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        pushed = 0;
        read = 0;
        completed = false;
    }

    /// <summary>The next frame and its medians, both valid until the next call; false when more frames are needed or all have been read.</summary>
    public bool TryRead(out ReadOnlySpan<float> frame, out ReadOnlySpan<float> median)
    {
        frame = default;
        median = default;
        if (read == pushed || (!completed && pushed - read <= half))
        {
            return false;
        }

        if (read == 0)
        {
            for (int i = 0; i < length; i++)
            {
                Insert(Frame(Mirror(i - half)), i);
            }
        }
        else
        {
            Remove(Frame(Mirror(read - half - 1)));
            Insert(Frame(Mirror(read + half)), length - 1);
        }

        frame = Frame(read)[..binCount];
        median = sorted.AsSpan(half * stride, binCount);
        read++;
        return true;
    }

    /// <summary>The frame that stands at <paramref name="index"/>, which may lie outside the signal.</summary>
    private long Mirror(long index)
    {
        // Until the signal is complete nothing beyond its end is asked for, so that any period beyond `pushed` serves.
        long period = 2 * pushed;
        long place = ((index % period) + period) % period;
        return place < pushed ? place : period - 1 - place;
    }

    private Span<float> Frame(long index) => ring.AsSpan((int)(index % RingFrames) * stride, stride);

    /// <summary>Takes a value out of each sorted column: what lies above it moves down.</summary>
    private void Remove(ReadOnlySpan<float> frame)
    {
        ReadOnlySpan<Vector<float>> old = MemoryMarshal.Cast<float, Vector<float>>(frame);
        Span<Vector<float>> columns = MemoryMarshal.Cast<float, Vector<float>>(sorted.AsSpan());
        for (int rank = 0; rank < length - 1; rank++)
        {
            Span<Vector<float>> here = columns.Slice(rank * old.Length, old.Length);
            ReadOnlySpan<Vector<float>> above = columns.Slice((rank + 1) * old.Length, old.Length);
            for (int i = 0; i < old.Length; i++)
            {
                here[i] = Vector.ConditionalSelect(Vector.LessThan(here[i], old[i]), here[i], above[i]);
            }
        }
    }

    /// <summary>Puts a value into each column of <paramref name="count"/> sorted values.</summary>
    private void Insert(ReadOnlySpan<float> frame, int count)
    {
        ReadOnlySpan<Vector<float>> added = MemoryMarshal.Cast<float, Vector<float>>(frame);
        Span<Vector<float>> columns = MemoryMarshal.Cast<float, Vector<float>>(sorted.AsSpan());
        added.CopyTo(columns.Slice(count * added.Length, added.Length));
        for (int rank = count; rank > 0; rank--)
        {
            Span<Vector<float>> here = columns.Slice(rank * added.Length, added.Length);
            Span<Vector<float>> below = columns.Slice((rank - 1) * added.Length, added.Length);
            for (int i = 0; i < added.Length; i++)
            {
                Vector<float> low = Vector.Min(here[i], below[i]);
                here[i] = Vector.Max(here[i], below[i]);
                below[i] = low;
            }
        }
    }
}
