using System.Buffers.Binary;
using System.Runtime.InteropServices;
using AudioSampler.Audio.Ffmpeg;

namespace AudioSampler.Audio.Decoding;

/// <summary>Reads the WAV that FFmpeg writes to a pipe: its header, then samples up to the end, whatever lengths the header states.</summary>
/// <remarks>
/// WAV, not bare samples, because its header tells the rate and the channels that really come, and because reduced FFmpeg builds can write
/// it when they can write nothing else. Samples: 32-bit float, 24-bit or 16-bit integer.
/// <code>
/// 0   "RIFF", size, "WAVE", then chunks: id (4), size (4), content
///     "fmt ": 0 tag u16 (1 integer, 3 float, 0xFFFE: see 24), 2 channels u16, 4 rate u32, 8 bytes a second u32, 12 bytes a frame u16, 14 bits u16, 24 tag u16
///     "data": samples
/// </code>
/// </remarks>
internal sealed class WaveStream
{
    private const int LongestFormatBytes = 4096;

    private readonly Stream stream;
    private readonly byte[] raw;
    private readonly PcmEncoding encoding;

    private WaveStream(Stream stream, int sampleRate, int channels, PcmEncoding encoding)
    {
        this.stream = stream;
        this.encoding = encoding;
        SampleRate = sampleRate;
        Channels = channels;
        raw = encoding == PcmEncoding.Float32 ? [] : new byte[1 << 16];
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>Number of channels.</summary>
    public int Channels { get; }

    /// <summary>Reads the header.</summary>
    /// <returns>null when the stream ends before its samples begin.</returns>
    /// <exception cref="InvalidDataException">It is no such WAV.</exception>
    public static WaveStream? Open(Stream stream)
    {
        Span<byte> head = stackalloc byte[12];
        if (!ReadWhole(stream, head))
        {
            return null;
        }

        if (!head.StartsWith("RIFF"u8) || !head[8..].SequenceEqual("WAVE"u8))
        {
            throw new InvalidDataException("FFmpeg wrote something else than WAV");
        }

        byte[] format = [];
        Span<byte> chunk = stackalloc byte[8];
        while (ReadWhole(stream, chunk))
        {
            if (chunk.StartsWith("data"u8))
            {
                return Of(stream, format);
            }

            uint size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (size > LongestFormatBytes)
            {
                throw new InvalidDataException($"FFmpeg wrote a WAV header with a chunk of {size} bytes");
            }

            byte[] content = new byte[size + (size & 1)];
            if (!ReadWhole(stream, content))
            {
                return null;
            }

            format = chunk.StartsWith("fmt "u8) ? content : format;
        }

        return null;
    }

    /// <summary>Reads interleaved samples, full scale ±1.</summary>
    /// <param name="destination">Filled from its start.</param>
    /// <returns>Number of samples: less than asked for only at the end of the stream. Part of a frame at the very end is left out.</returns>
    public int Read(Span<float> destination)
    {
        destination = destination[..(destination.Length - (destination.Length % Channels))];
        int count =
            encoding == PcmEncoding.Float32 ? Fill(stream, MemoryMarshal.AsBytes(destination)) / sizeof(float) : ReadIntegers(destination);
        return count - (count % Channels);
    }

    private static WaveStream Of(Stream stream, ReadOnlySpan<byte> format)
    {
        if (format.Length < 16)
        {
            throw new InvalidDataException("FFmpeg wrote a WAV without a format");
        }

        int tag = BinaryPrimitives.ReadUInt16LittleEndian(format);
        tag = tag == 0xFFFE && format.Length >= 26 ? BinaryPrimitives.ReadUInt16LittleEndian(format[24..]) : tag;
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        PcmEncoding found = (tag, bits) switch
        {
            (3, 32) => PcmEncoding.Float32,
            (1, 24) => PcmEncoding.Int24,
            (1, 16) => PcmEncoding.Int16,
            _ => throw new InvalidDataException($"FFmpeg wrote WAV samples of kind {tag} with {bits} bits"),
        };
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        int sampleRate = BinaryPrimitives.ReadInt32LittleEndian(format[4..]);
        return channels > 0 && sampleRate > 0
            ? new WaveStream(stream, sampleRate, channels, found)
            : throw new InvalidDataException($"FFmpeg wrote a WAV of {channels} channels at {sampleRate} samples per second");
    }

    private int ReadIntegers(Span<float> destination)
    {
        int width = encoding == PcmEncoding.Int24 ? 3 : 2;
        int done = 0;
        while (done < destination.Length)
        {
            int wanted = Math.Min(destination.Length - done, raw.Length / width);
            int count = Fill(stream, raw.AsSpan(0, wanted * width)) / width;
            Convert(raw.AsSpan(0, count * width), destination[done..]);
            done += count;
            if (count < wanted)
            {
                break;
            }
        }

        return done;
    }

    private void Convert(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        if (encoding == PcmEncoding.Int16)
        {
            ReadOnlySpan<short> integers = MemoryMarshal.Cast<byte, short>(bytes);
            for (int i = 0; i < integers.Length; i++)
            {
                samples[i] = integers[i] / 32768f;
            }

            return;
        }

        for (int i = 0, at = 0; at < bytes.Length; i++, at += 3)
        {
            samples[i] = ((bytes[at] << 8) | (bytes[at + 1] << 16) | (bytes[at + 2] << 24)) / 2147483648f;
        }
    }

    private static bool ReadWhole(Stream stream, Span<byte> bytes) => Fill(stream, bytes) == bytes.Length;

    private static int Fill(Stream stream, Span<byte> bytes)
    {
        int done = 0;
        for (int read; done < bytes.Length && (read = stream.Read(bytes[done..])) > 0; )
        {
            done += read;
        }

        return done;
    }
}
