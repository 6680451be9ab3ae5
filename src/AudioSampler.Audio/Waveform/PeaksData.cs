using System.Buffers;
using System.Buffers.Binary;

namespace AudioSampler.Audio.Waveform;

/// <summary>Writes waveforms as the binary data of Peaks.js and audiowaveform, version 2.</summary>
/// <remarks>
/// Little-endian. Format: audiowaveform, doc/DataFormat.md.
/// <code>
/// offset size  header
///      0    4  version, 2
///      4    4  flags: bit 0 set for 8 bits, else 16 bits
///      8    4  sample rate, Hz
///     12    4  samples per pixel
///     16    4  length, in pixels
///     20    4  channels
///     24       for each pixel, for each channel: minimum, maximum (1 or 2 bytes each, two's complement)
/// </code>
/// </remarks>
public static class PeaksData
{
    private const int HeaderBytes = 24;
    private const int BufferPixels = 4096;

    /// <summary>Number of pixels that a waveform makes.</summary>
    /// <param name="waveform">The waveform.</param>
    /// <param name="samplesPerPixel">At least <see cref="WaveformFile.BaseSamples"/>.</param>
    public static long Length(WaveformFile waveform, int samplesPerPixel) =>
        (waveform.TotalSamples + samplesPerPixel - 1) / samplesPerPixel;

    /// <summary>Samples per pixel if nobody says otherwise; every waveform has this resolution.</summary>
    public static int UsualSamplesPerPixel => WaveformResolution.Usual;

    /// <summary>Number of bytes that a waveform makes.</summary>
    /// <param name="waveform">The waveform.</param>
    /// <param name="samplesPerPixel">At least <see cref="WaveformFile.BaseSamples"/>.</param>
    /// <param name="bits">8 or 16.</param>
    /// <param name="mono">Whether channels are drawn as one.</param>
    public static long ByteLength(WaveformFile waveform, int samplesPerPixel, int bits, bool mono) =>
        HeaderBytes + (Length(waveform, samplesPerPixel) * (mono ? 1 : waveform.Channels) * 2 * (bits / 8));

    /// <summary>Writes a waveform.</summary>
    /// <param name="waveform">The waveform.</param>
    /// <param name="destination">Written in pieces, in order.</param>
    /// <param name="samplesPerPixel">
    /// At least <see cref="WaveformFile.BaseSamples"/>. Where it is a multiple of that, each pixel is exact; else it is made of all the finest bins
    /// that reach into it: no peak is ever missing, and one beside a border may show in both pixels.
    /// </param>
    /// <param name="bits">8 or 16.</param>
    /// <param name="mono">Whether channels are drawn as one: the smallest minimum, the largest maximum.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">A resolution too fine, or another number of bits.</exception>
    /// <exception cref="InvalidDataException">The waveform file is damaged.</exception>
    public static async Task WriteAsync(
        WaveformFile waveform,
        Stream destination,
        int samplesPerPixel,
        int bits,
        bool mono,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samplesPerPixel, waveform.BaseSamples);
        if (bits is not 8 and not 16)
        {
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "8 or 16");
        }

        int channels = mono ? 1 : waveform.Channels;
        int pixelBytes = channels * 2 * (bits / 8);
        long pixels = Length(waveform, samplesPerPixel);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferPixels * pixelBytes);
        try
        {
            WriteHeader(buffer, waveform.SampleRate, samplesPerPixel, checked((int)pixels), bits, channels);
            await destination.WriteAsync(buffer.AsMemory(0, HeaderBytes), cancellationToken);
            int level = waveform.LevelFilling(samplesPerPixel);
            WaveformBins bins = waveform.Bins(level);
            for (long pixel = 0; pixel < pixels; pixel += BufferPixels)
            {
                int count = (int)Math.Min(BufferPixels, pixels - pixel);
                WritePixels(
                    bins,
                    waveform.BaseSamples << (2 * level),
                    pixel,
                    samplesPerPixel,
                    bits,
                    waveform.Channels,
                    mono,
                    buffer.AsSpan(0, count * pixelBytes)
                );
                await destination.WriteAsync(buffer.AsMemory(0, count * pixelBytes), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void WriteHeader(Span<byte> header, int sampleRate, int samplesPerPixel, int pixels, int bits, int channels)
    {
        BinaryPrimitives.WriteInt32LittleEndian(header, 2);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], bits == 8 ? 1 : 0);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], samplesPerPixel);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], pixels);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], channels);
    }

    private static void WritePixels(
        WaveformBins bins,
        int binSamples,
        long firstPixel,
        long samplesPerPixel,
        int bits,
        int channels,
        bool mono,
        Span<byte> output
    )
    {
        Span<float> joint = stackalloc float[2 * WaveformLayout.ValuesPerChannel];
        for (long pixel = firstPixel; output.Length > 0; pixel++)
        {
            long first = pixel * samplesPerPixel / binSamples;
            long end = Math.Min((((pixel + 1) * samplesPerPixel) + binSamples - 1) / binSamples, bins.Count);
            bins.Join(first, end, joint);
            if (mono && channels == 2)
            {
                joint[0] = Math.Min(joint[0], joint[3]);
                joint[1] = Math.Max(joint[1], joint[4]);
            }

            for (int c = 0; c < (mono ? 1 : channels); c++)
            {
                output = output[Write(joint[3 * c], bits, output)..];
                output = output[Write(joint[(3 * c) + 1], bits, output)..];
            }
        }
    }

    private static int Write(float value, int bits, Span<byte> output)
    {
        if (bits == 8)
        {
            output[0] = (byte)(sbyte)Math.Clamp(MathF.Round(value * 128), sbyte.MinValue, sbyte.MaxValue);
            return 1;
        }

        BinaryPrimitives.WriteInt16LittleEndian(output, (short)Math.Clamp(MathF.Round(value * 32768), short.MinValue, short.MaxValue));
        return 2;
    }
}
