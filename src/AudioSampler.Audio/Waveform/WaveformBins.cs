using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AudioSampler.Audio.Waveform;

/// <summary>Reads the bins of one level of a waveform file in order, a page at most at a time, and joins them.</summary>
internal sealed class WaveformBins
{
    private const int BufferBins = WaveformLayout.PageBins;

    private readonly SafeFileHandle file;
    private readonly string path;
    private readonly WaveformLayout layout;
    private readonly int level;
    private readonly float[] buffer;
    private readonly long count;
    private long bufferFirst;
    private int buffered;

    /// <summary>Begins to read.</summary>
    /// <param name="file">The waveform file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="layout">Its header.</param>
    /// <param name="level">The level.</param>
    public WaveformBins(SafeFileHandle file, string path, WaveformLayout layout, int level)
    {
        this.file = file;
        this.path = path;
        this.layout = layout;
        this.level = level;
        count = layout.BinsOf(layout.TotalSamples, level);
        buffer = new float[Math.Min(BufferBins, layout.PageSamples / layout.SamplesPerBin(level)) * layout.BinValues];
    }

    /// <summary>Number of bins of the level.</summary>
    public long Count => count;

    /// <summary>Joins bins.</summary>
    /// <param name="first">First bin.</param>
    /// <param name="end">End (exclusive), above <paramref name="first"/>.</param>
    /// <param name="joint">Minimum, maximum and RMS for each channel.</param>
    /// <exception cref="InvalidDataException">The file is damaged there.</exception>
    public void Join(long first, long end, Span<float> joint)
    {
        for (int c = 0; c < layout.Channels; c++)
        {
            joint[(3 * c) + 0] = float.MaxValue;
            joint[(3 * c) + 1] = float.MinValue;
        }

        Span<double> squares = stackalloc double[2];
        squares.Clear();
        double samples = 0;
        for (long bin = first; bin < end; bin++)
        {
            ReadOnlySpan<float> values = Bin(bin);
            double covered = Math.Min(layout.SamplesPerBin(level), layout.TotalSamples - (bin * layout.SamplesPerBin(level)));
            samples += covered;
            for (int c = 0; c < layout.Channels; c++)
            {
                joint[3 * c] = Math.Min(joint[3 * c], values[3 * c]);
                joint[(3 * c) + 1] = Math.Max(joint[(3 * c) + 1], values[(3 * c) + 1]);
                squares[c] += covered * values[(3 * c) + 2] * values[(3 * c) + 2];
            }
        }

        for (int c = 0; c < layout.Channels; c++)
        {
            joint[(3 * c) + 2] = (float)Math.Sqrt(squares[c] / samples);
        }
    }

    private ReadOnlySpan<float> Bin(long bin)
    {
        if (bin < bufferFirst || bin >= bufferFirst + buffered)
        {
            Fill(bin);
        }

        return buffer.AsSpan((int)(bin - bufferFirst) * layout.BinValues, layout.BinValues);
    }

    private void Fill(long bin)
    {
        (long offset, int run) = layout.Locate(level, bin);
        Span<float> values = buffer.AsSpan(0, Math.Min(run * layout.BinValues, buffer.Length));
        Span<byte> bytes = MemoryMarshal.AsBytes(values);
        for (int read = 0; read < bytes.Length; )
        {
            int got = RandomAccess.Read(file, bytes[read..], offset + read);
            if (got == 0)
            {
                throw new InvalidDataException($"{path} ends too early: analyse the recording again");
            }

            read += got;
        }

        LittleEndianFloats.Turn(values);
        for (int i = 0; i < values.Length; i += WaveformLayout.ValuesPerChannel)
        {
            bool sound = float.IsFinite(values[i]) && float.IsFinite(values[i + 1]) && float.IsFinite(values[i + 2]);
            if (!sound || values[i] > values[i + 1] || values[i + 2] < 0)
            {
                throw new InvalidDataException($"{path} is damaged: analyse the recording again");
            }
        }

        bufferFirst = bin;
        buffered = values.Length / layout.BinValues;
    }
}
