using System.Numerics.Tensors;
using AudioSampler.Dsp.Spectral;

namespace AudioSampler.Dsp.Cepstrum;

/// <summary>The slope of each coefficient over time: the straight line of least squares through the frames around.</summary>
/// <remarks>
/// d[t] = Σ n (c[t+n] − c[t−n]) / 2Σ n², n = 1 … reach. Before the first and after the last frame those are repeated. Streaming, with
/// 2·reach + 1 frames held: <see cref="Push"/> a frame, then read; at the end <see cref="Complete"/> and read the rest.
/// Reference: S. Furui, "Speaker-independent isolated word recognition using dynamic features of speech spectrum", IEEE Trans. ASSP 34, 1986.
/// </remarks>
public sealed class Delta
{
    private readonly int width;
    private readonly int reach;
    private readonly float[] ring;
    private readonly float scale;
    private long pushed;
    private long read;
    private bool completed;

    /// <summary>Makes the filter.</summary>
    /// <param name="coefficientCount">Values in a frame, 1 or more.</param>
    /// <param name="reach">Frames looked at to each side, 1 or more. Default 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of range.</exception>
    public Delta(int coefficientCount, int reach = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(coefficientCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(reach, 1);
        width = coefficientCount;
        this.reach = reach;
        ring = new float[((2 * reach) + 1) * coefficientCount];
        scale = (float)(1 / Enumerable.Range(1, reach).Sum(n => 2.0 * n * n));
    }

    /// <summary>Takes the next frame. Read until there is nothing more before the next one is pushed.</summary>
    /// <param name="frame">[coefficientCount] values.</param>
    /// <exception cref="ArgumentException">The frame has another length.</exception>
    /// <exception cref="InvalidOperationException">The signal is complete, or a frame is ready and was not read.</exception>
    public void Push(ReadOnlySpan<float> frame)
    {
        Require.Length(frame, width);
        if (completed || pushed - read > reach)
        {
            throw new InvalidOperationException(completed ? "the signal is complete" : "a frame is ready: read it first");
        }

        frame.CopyTo(Frame(pushed++));
    }

    /// <summary>Says that there are no more frames.</summary>
    public void Complete() => completed = true;

    /// <summary>Forgets everything: a new signal follows.</summary>
    public void Reset()
    {
        pushed = 0;
        read = 0;
        completed = false;
    }

    /// <summary>Reads the slopes at the next frame, <c>reach</c> frames behind the last one pushed.</summary>
    /// <param name="slopes">[coefficientCount] or longer, per frame.</param>
    /// <returns>False, and nothing written, when more frames are needed or all have been read.</returns>
    public bool TryRead(Span<float> slopes)
    {
        if (read == pushed || (!completed && pushed - read <= reach))
        {
            return false;
        }

        Span<float> sum = slopes[..width];
        sum.Clear();
        for (int n = 1; n <= reach; n++)
        {
            ReadOnlySpan<float> later = Frame(Math.Min(read + n, pushed - 1));
            ReadOnlySpan<float> earlier = Frame(Math.Max(read - n, 0));
            TensorPrimitives.MultiplyAdd(later, n * scale, sum, sum);
            TensorPrimitives.MultiplyAdd(earlier, -n * scale, sum, sum);
        }

        read++;
        return true;
    }

    private Span<float> Frame(long index) => ring.AsSpan((int)(index % ((2 * reach) + 1)) * width, width);
}
