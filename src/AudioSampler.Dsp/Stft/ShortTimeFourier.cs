using System.Numerics.Tensors;
using AudioSampler.Dsp.Fft;
using AudioSampler.Dsp.Windows;

namespace AudioSampler.Dsp.Stft;

/// <summary>The short-time Fourier transform: spectra of windowed frames, one every hop.</summary>
/// <remarks>
/// <para>
/// Streaming: <see cref="Push"/> a block, then read frames until there are no more; at the end <see cref="Complete"/> and read the
/// rest. The frames do not depend on how the signal is cut into blocks. No call allocates, except that a block longer than any before
/// enlarges the buffer. For a signal in memory, <see cref="Power(ReadOnlySpan{float}, Span{float})"/> does all of it.
/// </para>
/// <para>
/// Spectra are not scaled: a full-scale sine reaches half the sum of the window. A NaN or infinite sample spoils the frames that hold
/// it and no others. An instance serves one thread at a time.
/// </para>
/// </remarks>
public sealed class ShortTimeFourier
{
    private const int BlockLength = 1 << 14;

    private readonly RealFft fft;
    private readonly FrameQueue queue;
    private readonly float[] window;
    private readonly int windowStart;
    private readonly float[] frame;

    /// <summary>Makes a transform on a grid.</summary>
    /// <param name="options">The grid.</param>
    /// <exception cref="ArgumentException"><see cref="StftOptions.Validate"/> finds a problem.</exception>
    public ShortTimeFourier(StftOptions options)
    {
        IReadOnlyList<string> problems = options.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        Options = options;
        fft = new RealFft(options.FftLength);
        queue = new FrameQueue(options.FftLength, options.HopSamples, options.Padding);
        window = options.Window is null ? Window.Make(options.WindowKind, options.FftLength) : [.. options.Window];
        windowStart = (options.FftLength - window.Length) / 2;
        frame = new float[options.FftLength];
        queue.Reset();
    }

    /// <summary>The grid.</summary>
    public StftOptions Options { get; }

    /// <summary>Bins in a spectrum: half the frame, plus one. Bin k is at k · rate / <see cref="StftOptions.FftLength"/> Hz.</summary>
    public int BinCount => fft.BinCount;

    /// <summary>Number of frames of a signal of <paramref name="sampleCount"/> samples; 0 for an empty one.</summary>
    public long FrameCount(long sampleCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sampleCount);
        if (Options.Padding == StftPadding.None)
        {
            return sampleCount < Options.FftLength ? 0 : 1 + ((sampleCount - Options.FftLength) / Options.HopSamples);
        }

        return sampleCount == 0 ? 0 : 1 + (sampleCount / Options.HopSamples);
    }

    /// <summary>Takes the next samples of the signal.</summary>
    /// <param name="samples">Any number of samples, also none.</param>
    /// <exception cref="InvalidOperationException">The signal is complete.</exception>
    public void Push(ReadOnlySpan<float> samples) => queue.Push(samples);

    /// <summary>Says that the signal ends here, so that the last frames can be read.</summary>
    public void Complete() => queue.Complete();

    /// <summary>Forgets everything: the next sample is the first of a new signal.</summary>
    public void Reset() => queue.Reset();

    /// <summary>Reads the complex spectrum of the next frame.</summary>
    /// <param name="re">[BinCount] or longer.</param>
    /// <param name="im">[BinCount] or longer.</param>
    /// <returns>False, and nothing written, when more samples are needed or the signal is at its end.</returns>
    public bool TryReadSpectrum(Span<float> re, Span<float> im)
    {
        if (!TryNextFrame())
        {
            return false;
        }

        fft.Forward(frame, re, im);
        return true;
    }

    /// <summary>Reads the power spectrum of the next frame. See <see cref="TryReadSpectrum"/>.</summary>
    /// <param name="power">[BinCount] or longer.</param>
    public bool TryReadPower(Span<float> power)
    {
        if (!TryNextFrame())
        {
            return false;
        }

        fft.Power(frame, power);
        return true;
    }

    /// <summary>Reads the magnitude spectrum of the next frame. See <see cref="TryReadSpectrum"/>.</summary>
    /// <param name="magnitude">[BinCount] or longer.</param>
    public bool TryReadMagnitude(Span<float> magnitude)
    {
        if (!TryNextFrame())
        {
            return false;
        }

        fft.Magnitude(frame, magnitude);
        return true;
    }

    /// <summary>The power spectra of a whole signal. Forgets what was pushed before.</summary>
    /// <param name="signal">All samples.</param>
    /// <param name="power">[frames x bins], row-major, for <see cref="FrameCount"/> frames or more.</param>
    /// <returns>Number of frames.</returns>
    /// <exception cref="ArgumentException"><paramref name="power"/> is too short.</exception>
    public int Power(ReadOnlySpan<float> signal, Span<float> power)
    {
        RequireRoom(signal.Length, power.Length, nameof(power));
        int frames = 0;
        for (Reset(); PushPart(ref signal); )
        {
            while (TryNextFrame())
            {
                fft.Power(frame, power.Slice(frames++ * BinCount, BinCount));
            }
        }

        return frames;
    }

    /// <summary>The complex spectra of a whole signal. Forgets what was pushed before.</summary>
    /// <param name="signal">All samples.</param>
    /// <param name="re">[frames x bins], row-major, for <see cref="FrameCount"/> frames or more.</param>
    /// <param name="im">The same.</param>
    /// <returns>Number of frames.</returns>
    /// <exception cref="ArgumentException">An output is too short.</exception>
    public int Spectra(ReadOnlySpan<float> signal, Span<float> re, Span<float> im)
    {
        RequireRoom(signal.Length, re.Length, nameof(re));
        RequireRoom(signal.Length, im.Length, nameof(im));
        int frames = 0;
        for (Reset(); PushPart(ref signal); )
        {
            while (TryNextFrame())
            {
                int at = frames++ * BinCount;
                fft.Forward(frame, re.Slice(at, BinCount), im.Slice(at, BinCount));
            }
        }

        return frames;
    }

    private bool TryNextFrame()
    {
        if (!queue.TryNext(out ReadOnlySpan<float> samples))
        {
            return false;
        }

        TensorPrimitives.Multiply(samples.Slice(windowStart, window.Length), window, frame.AsSpan(windowStart));
        return true;
    }

    /// <summary>Pushes the next part of a signal in memory, or completes it; false when it was complete already.</summary>
    private bool PushPart(ref ReadOnlySpan<float> rest)
    {
        if (queue.IsCompleted)
        {
            return false;
        }

        int length = Math.Min(rest.Length, BlockLength);
        queue.Push(rest[..length]);
        rest = rest[length..];
        if (rest.IsEmpty)
        {
            queue.Complete();
        }

        return true;
    }

    private void RequireRoom(int samples, int room, string name)
    {
        if (room < FrameCount(samples) * BinCount)
        {
            throw new ArgumentException($"holds {room} values; {FrameCount(samples)} frames of {BinCount} bins are coming", name);
        }
    }
}
