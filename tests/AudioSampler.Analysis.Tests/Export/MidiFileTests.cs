using System.Text;
using AudioSampler.Analysis.Export;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Export;

public sealed class MidiFileTests
{
    [Fact]
    public void Notes_stand_at_their_ticks_with_tempo_and_velocity()
    {
        byte[] file = Write([new PlayedNote(11, 11.5, 60, 100, 0.9), new PlayedNote(10.25, 11, 72, 64, 0.5)], start: 10, bpm: 90);

        Assert.Equal("MThd", Encoding.ASCII.GetString(file, 0, 4));
        Assert.Equal([0, 0, 0, 6, 0, 0, 0, 1, 0x01, 0xE0], file[4..14]);
        Assert.Equal(file.Length - 22, (file[20] << 8) | file[21]);
        List<(long Tick, byte[] Data)> events = Events(file);
        byte[] tempo = Assert.Single(events, e => e.Data is [0xFF, 0x51, ..]).Data;
        Assert.Equal(666_667, (tempo[2] << 16) | (tempo[3] << 8) | tempo[4]);

        // 90 a minute are 720 ticks a second.
        Assert.Equal(
            [(180L, "90 48 40"), (720L, "80 48 00"), (720L, "90 3C 64"), (1080L, "80 3C 00")],
            events.Where(e => e.Data[0] < 0xF0).Select(e => (e.Tick, Convert.ToHexString(e.Data))).Select(e => (e.Tick, Spaced(e.Item2)))
        );
        Assert.Equal([0xFF, 0x2F], events[^1].Data);
    }

    [Fact]
    public void Bends_go_to_a_channel_for_each_note_and_never_to_the_drums()
    {
        PlayedNote[] notes =
        [
            .. Enumerable.Range(0, 20).Select(i => new PlayedNote(i, i + 0.9, 60, 80, 0.5) { Bends = [new PitchBend(i + 0.5, 100)] }),
        ];

        List<(long Tick, byte[] Data)> events = Events(Write(notes, bends: true));

        int[] channels = [.. events.Where(e => e.Data[0] >> 4 == 9).Select(e => e.Data[0] & 15)];
        Assert.Equal([.. Enumerable.Range(0, 16).Where(c => c != 9), .. Enumerable.Range(0, 5)], channels);
        byte[][] wheel = [.. events.Where(e => e.Data[0] == 0xE0).Select(e => e.Data)];
        Assert.Equal(
            [
                [0xE0, 0, 0x40],
                [0xE0, 0, 0x60],
                [0xE0, 0, 0x40],
                [0xE0, 0, 0x60],
            ],
            wheel
        );
    }

    [Fact]
    public void A_note_without_length_still_ends_after_it_begins_and_a_late_one_is_in_place()
    {
        List<(long Tick, byte[] Data)> events = Events(Write([new PlayedNote(3600, 3600, 21, 1, 0.5)]));

        Assert.Equal([3_456_000, 3_456_001], events.Where(e => e.Data[0] < 0xF0).Select(e => e.Tick));
    }

    [Fact]
    public void No_notes_make_a_valid_empty_file()
    {
        Assert.Equal([0xFF, 0x2F], Events(Write([]))[^1].Data);
    }

    private static string Spaced(string hex) => string.Join(' ', hex.Chunk(2).Select(pair => new string(pair)));

    private static byte[] Write(PlayedNote[] notes, double start = 0, double? bpm = null, bool bends = false)
    {
        using var target = new MemoryStream();
        MidiFile.Write(target, notes, start, bpm, bends);
        return target.ToArray();
    }

    /// <summary>Reads the track back: ticks, and messages without their lengths.</summary>
    private static List<(long Tick, byte[] Data)> Events(byte[] file)
    {
        var events = new List<(long, byte[])>();
        int at = 22;
        long tick = 0;
        while (at < file.Length)
        {
            tick += Variable(file, ref at);
            if (file[at] == 0xFF)
            {
                byte kind = file[at + 1];
                at += 2;
                int length = (int)Variable(file, ref at);
                events.Add((tick, [0xFF, kind, .. file[at..(at + length)]]));
                at += length;
            }
            else
            {
                events.Add((tick, file[at..(at + 3)]));
                at += 3;
            }
        }

        return events;
    }

    private static long Variable(byte[] file, ref int at)
    {
        long value = 0;
        do
        {
            value = (value << 7) | (uint)(file[at] & 0x7F);
        } while (file[at++] >= 0x80);

        return value;
    }
}
