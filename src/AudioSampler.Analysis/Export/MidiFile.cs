using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Export;

/// <summary>Writes notes as a standard MIDI file with one track (format 0), so that they can be dropped into a DAW.</summary>
/// <remarks>Reference: MIDI Manufacturers Association, "Standard MIDI Files 1.0".</remarks>
public static class MidiFile
{
    /// <summary>Ticks of a quarter note.</summary>
    public const int TicksPerQuarter = 480;

    /// <summary>The tempo that is written where none is known.</summary>
    public const double DefaultBpm = 120;

    /// <summary>Semitones that the pitch wheel reaches, as MIDI has it by default.</summary>
    private const double WheelSemitones = 2;

    private const int WheelCentre = 8192;
    private const int NoteOff = 0x80;
    private const int NoteOn = 0x90;
    private const int PitchWheel = 0xE0;
    private const int ChannelsWithoutDrums = 15;
    private const int DrumChannel = 9;

    /// <summary>Writes a file.</summary>
    /// <param name="target">Where it goes.</param>
    /// <param name="notes">Notes, in any order.</param>
    /// <param name="startSeconds">The moment that becomes the start of the file.</param>
    /// <param name="bpm">Tempo, so that notes lie on the DAW's grid; null for 120. Onsets in seconds are the same whatever it is.</param>
    /// <param name="bends">Whether pitch bends are written: each note has a channel of its own then, in turn, as controllers with polyphonic expression do.</param>
    public static void Write(Stream target, IEnumerable<PlayedNote> notes, double startSeconds = 0, double? bpm = null, bool bends = false)
    {
        double quarters = (bpm is > 0 ? bpm.Value : DefaultBpm) / 60;
        var events = new List<(long Tick, int Order, byte[] Message)>();
        int next = 0;
        foreach (PlayedNote note in notes.OrderBy(n => n.StartS))
        {
            int channel = bends ? Channel(next++) : 0;
            long start = Tick(note.StartS);
            long end = Math.Max(start + 1, Tick(note.EndS));
            if (bends)
            {
                events.Add((start, 1, Wheel(channel, note.Bends is [{ } first, ..] && first.TimeS <= note.StartS ? first.Cents : 0)));
                events.AddRange(
                    note.Bends.Where(b => b.TimeS > note.StartS && b.TimeS < note.EndS)
                        .Select(b => (Tick(b.TimeS), 1, Wheel(channel, b.Cents)))
                );
            }

            events.Add((start, 2, [(byte)(NoteOn | channel), (byte)note.Midi, (byte)note.Velocity]));
            events.Add((end, 0, [(byte)(NoteOff | channel), (byte)note.Midi, 0]));
        }

        using var track = new MemoryStream();
        int microseconds = (int)Math.Clamp(Math.Round(1e6 / quarters), 1, 0xFFFFFF);
        Meta(track, 0x03, "audio-intelligence-sampler"u8);
        Meta(track, 0x51, [(byte)(microseconds >> 16), (byte)(microseconds >> 8), (byte)microseconds]);
        long now = 0;
        foreach ((long tick, _, byte[] message) in events.OrderBy(e => e.Tick).ThenBy(e => e.Order))
        {
            Variable(track, tick - now);
            track.Write(message);
            now = tick;
        }

        Meta(track, 0x2F, []);
        Span<byte> header = stackalloc byte[22];
        Encoding.ASCII.GetBytes("MThd", header);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], 6);
        BinaryPrimitives.WriteInt16BigEndian(header[8..], 0);
        BinaryPrimitives.WriteInt16BigEndian(header[10..], 1);
        BinaryPrimitives.WriteInt16BigEndian(header[12..], TicksPerQuarter);
        Encoding.ASCII.GetBytes("MTrk", header[14..]);
        BinaryPrimitives.WriteInt32BigEndian(header[18..], (int)track.Length);
        target.Write(header);
        track.WriteTo(target);

        long Tick(double seconds) => (long)Math.Round(Math.Max(0, seconds - startSeconds) * quarters * TicksPerQuarter);
    }

    private static int Channel(int note)
    {
        int channel = note % ChannelsWithoutDrums;
        return channel < DrumChannel ? channel : channel + 1;
    }

    private static byte[] Wheel(int channel, double cents)
    {
        int value = Math.Clamp(WheelCentre + (int)Math.Round(cents / 100 / WheelSemitones * WheelCentre), 0, (2 * WheelCentre) - 1);
        return [(byte)(PitchWheel | channel), (byte)(value & 0x7F), (byte)(value >> 7)];
    }

    private static void Meta(Stream track, byte kind, ReadOnlySpan<byte> data)
    {
        track.Write([0, 0xFF, kind]);
        Variable(track, data.Length);
        track.Write(data);
    }

    /// <summary>A number in groups of seven bits, highest first.</summary>
    private static void Variable(Stream track, long value)
    {
        for (int shift = 28; shift > 0; shift -= 7)
        {
            if (value >> shift > 0)
            {
                track.WriteByte((byte)(0x80 | ((value >> shift) & 0x7F)));
            }
        }

        track.WriteByte((byte)(value & 0x7F));
    }
}
