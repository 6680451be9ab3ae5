using System.Buffers.Binary;

namespace AudioSampler.Training.Kinds;

/// <summary>Standard MIDI files: makes simple ones, and gives others new instruments.</summary>
internal static class Midi
{
    private const int TicksPerSecond = 960; // 480 a quarter at 120 quarters a minute

    /// <summary>One note after another, each on its own program.</summary>
    public static byte[] Notes(IEnumerable<(double StartSeconds, double Seconds, int Channel, int Program, int Key, int Velocity)> notes)
    {
        using var track = new MemoryStream();
        double now = 0;
        foreach ((double start, double seconds, int channel, int program, int key, int velocity) in notes)
        {
            Event(track, start - now, [(byte)(0xC0 | channel), (byte)program]);
            Event(track, 0, [(byte)(0x90 | channel), (byte)key, (byte)velocity]);
            Event(track, seconds, [(byte)(0x80 | channel), (byte)key, 0]);
            now = start + seconds;
        }

        Event(track, 9, [0xFF, 0x2F, 0x00]);
        return [.. Header(1), .. Chunk(track.ToArray())];
    }

    /// <summary>The same file with the program of each channel chosen by <paramref name="programOf"/>; the drum channel stays.</summary>
    /// <param name="file">A standard MIDI file.</param>
    /// <param name="programOf">Program of a channel.</param>
    /// <param name="keepChannel">Whether the notes of a channel are kept.</param>
    public static byte[] Orchestrate(byte[] file, Func<int, int> programOf, Func<int, bool> keepChannel)
    {
        using var result = new MemoryStream();
        int headerEnd = 8 + (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(4));
        result.Write(file, 0, headerEnd);
        bool first = true;
        for (int at = headerEnd; at + 8 <= file.Length; )
        {
            int length = (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 4));
            result.Write(Chunk(Track(file.AsSpan(at + 8, length), first, programOf, keepChannel)));
            first = false;
            at += 8 + length;
        }

        return result.ToArray();
    }

    private static byte[] Track(ReadOnlySpan<byte> events, bool first, Func<int, int> programOf, Func<int, bool> keepChannel)
    {
        using var result = new MemoryStream();
        for (int channel = 0; first && channel < 16; channel++)
        {
            if (channel != 9)
            {
                result.Write([0, (byte)(0xC0 | channel), (byte)programOf(channel)]);
            }
        }

        long waiting = 0;
        int status = 0;
        for (int at = 0; at < events.Length; )
        {
            waiting += Variable(events, ref at);
            if (events[at] >= 0x80)
            {
                status = events[at++];
            }

            int body;
            if (status == 0xFF)
            {
                int start = at++;
                int length = (int)Variable(events, ref at);
                body = at + length - start;
                at = start;
            }
            else if (status is 0xF0 or 0xF7)
            {
                int start = at;
                int length = (int)Variable(events, ref at);
                body = at + length - start;
                at = start;
            }
            else
            {
                body = (status & 0xF0) is 0xC0 or 0xD0 ? 1 : 2;
            }

            bool note = status is >= 0x80 and < 0xA0;
            bool dropped = (status & 0xF0) == 0xC0 || (note && !keepChannel(status & 0x0F));
            if (!dropped)
            {
                WriteVariable(result, waiting);
                result.WriteByte((byte)status);
                result.Write(events.Slice(at, body));
                waiting = 0;
            }

            at += body;
        }

        return result.ToArray();
    }

    private static byte[] Header(int tracks) => [.. "MThd"u8, 0, 0, 0, 6, 0, 0, 0, (byte)tracks, 0x01, 0xE0];

    private static byte[] Chunk(byte[] track)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)track.Length);
        return [.. "MTrk"u8, .. length, .. track];
    }

    private static void Event(Stream track, double afterSeconds, ReadOnlySpan<byte> bytes)
    {
        WriteVariable(track, (long)Math.Round(afterSeconds * TicksPerSecond));
        track.Write(bytes);
    }

    private static void WriteVariable(Stream stream, long value)
    {
        for (int shift = 21; shift > 0; shift -= 7)
        {
            if (value >> shift > 0)
            {
                stream.WriteByte((byte)(((value >> shift) & 0x7F) | 0x80));
            }
        }

        stream.WriteByte((byte)(value & 0x7F));
    }

    private static long Variable(ReadOnlySpan<byte> bytes, ref int at)
    {
        long value = 0;
        byte next;
        do
        {
            next = bytes[at++];
            value = (value << 7) | (uint)(next & 0x7F);
        } while (next >= 0x80);

        return value;
    }
}
