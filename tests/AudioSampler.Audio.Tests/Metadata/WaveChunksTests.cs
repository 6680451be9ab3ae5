using System.Text;
using AudioSampler.Audio.Metadata;

namespace AudioSampler.Audio.Tests.Metadata;

public sealed class WaveChunksTests : IDisposable
{
    private const int Rate = 1000;

    private readonly TempFolder folder = new();

    [Fact]
    public void Cues_have_their_labels_and_stand_in_order_of_time()
    {
        ChunkFacts facts = Read(
            ("cue ", Cues((7, 500), (3, 250), (9, 750))),
            ("LIST", Labels("adtl", ("labl", 7, "Ünder"u8.ToArray()), ("note", 7, "note"u8.ToArray()), ("note", 3, [0xFC, 0x62])))
        );

        Assert.Equal([new CueMark(0.25, "üb"), new CueMark(0.5, "Ünder"), new CueMark(0.75, null)], facts.Cues);
    }

    [Fact]
    public void The_text_of_a_range_labels_its_cue()
    {
        byte[] range = [.. BitConverter.GetBytes(100), .. "rgn "u8, .. new byte[8], .. "chorus\0"u8];

        ChunkFacts facts = Read(("LIST", Labels("adtl", ("ltxt", 1, range))), ("cue ", Cues((1, 10))));

        Assert.Equal([new CueMark(0.01, "chorus")], facts.Cues);
    }

    [Fact]
    public void The_end_of_a_loop_is_the_sample_behind_its_last()
    {
        byte[] sampler = new byte[36 + (2 * 24)];
        BitConverter.TryWriteBytes(sampler.AsSpan(28), 2);
        BitConverter.TryWriteBytes(sampler.AsSpan(36 + 8), 100);
        BitConverter.TryWriteBytes(sampler.AsSpan(36 + 12), 199);
        BitConverter.TryWriteBytes(sampler.AsSpan(60 + 8), 300); // ends before it begins: left out

        Assert.Equal([new LoopMark(0.1, 0.2)], Read(("smpl", sampler)).Loops);
    }

    [Theory]
    [InlineData("2023-07-14", "18:30:05", "2023-07-14T18:30:05")]
    [InlineData("2023:07:14", "18-30-05", "2023-07-14T18:30:05")]
    [InlineData("2023-07-14", "", "2023-07-14")]
    [InlineData("0000-00-00", "00:00:00", null)]
    [InlineData("1970-01-01", "00:00:00", null)]
    public void The_broadcast_extension_tells_when_it_was_recorded(string date, string time, string? recordedAt)
    {
        byte[] content = new byte[602];
        Encoding.ASCII.GetBytes(date, content.AsSpan(320));
        Encoding.ASCII.GetBytes(time, content.AsSpan(330));

        Assert.Equal(recordedAt, Read(("bext", content)).RecordedAt);
    }

    [Theory]
    [InlineData("\u0000\u0000", 0)]
    [InlineData("\u0001\u0000\u0000\u0000short", 0)]
    [InlineData("\u00ff\u00ff\u00ff\u00ff", 0)]
    public void A_damaged_list_of_cues_is_read_as_far_as_it_goes(string content, int cues) =>
        Assert.Equal(cues, Read(("cue ", Encoding.Latin1.GetBytes(content))).Cues.Length);

    [Theory]
    [InlineData(null, null, HeaderLength.Consistent)]
    [InlineData(0u, 0u, HeaderLength.Consistent)]
    [InlineData(0xFFFFFFFFu, 0xFFFFFFFFu, HeaderLength.Consistent)]
    [InlineData(80_000u, 80_036u, HeaderLength.CutOff)]
    [InlineData(80_000u, null, HeaderLength.TooLong)]
    [InlineData(400u, 436u, HeaderLength.TooShort)]
    public void The_length_in_the_header_is_compared_with_the_file(uint? dataBytes, uint? riffBytes, HeaderLength verdict)
    {
        string path = folder.File("length.wav");
        Recordings.Wave(path, TestSignals.Noise(10, Rate), Rate, 1, dataBytes, riffBytes);

        Assert.Equal(verdict, Read(path).HeaderLength);
    }

    [Fact]
    public void Zeros_and_chunks_behind_the_sound_are_no_sound()
    {
        string padded = folder.File("padded.wav");
        Recordings.Wave(padded, [.. TestSignals.Noise(1, Rate), .. new float[5000]], Rate, 1, 4000, 4036);

        Assert.Equal(HeaderLength.Consistent, Read(padded).HeaderLength);
        Assert.Equal(HeaderLength.Consistent, Read(("junk", new byte[9001])).HeaderLength);
    }

    [Fact]
    public void A_long_file_has_its_length_in_a_chunk_of_its_own()
    {
        byte[] wide = new byte[28];
        BitConverter.TryWriteBytes(wide.AsSpan(8), 4000L);
        string path = folder.File("rf64.wav");
        using (var writer = new BinaryWriter(File.Create(path)))
        {
            writer.Write("RF64"u8);
            writer.Write(uint.MaxValue);
            writer.Write("WAVEds64"u8);
            writer.Write(wide.Length);
            writer.Write(wide);
            writer.Write("data"u8);
            writer.Write(uint.MaxValue);
            writer.Write(new byte[4000]);
            writer.Write("cue "u8);
            byte[] cues = Cues((1, 5));
            writer.Write(cues.Length);
            writer.Write(cues);
        }

        ChunkFacts facts = Read(path);

        Assert.Equal(HeaderLength.Consistent, facts.HeaderLength);
        Assert.Equal([new CueMark(0.005, null)], facts.Cues);
    }

    public void Dispose() => folder.Dispose();

    internal static byte[] Cues(params (int Id, int Sample)[] cues) =>
        [
            .. BitConverter.GetBytes(cues.Length),
            .. cues.SelectMany(cue =>
                (byte[])
                    [.. BitConverter.GetBytes(cue.Id), .. new byte[4], .. "data"u8, .. new byte[8], .. BitConverter.GetBytes(cue.Sample)]
            ),
        ];

    internal static byte[] Labels(string kind, params (string Id, int Cue, byte[] Text)[] labels) =>
        [
            .. Encoding.ASCII.GetBytes(kind),
            .. labels.SelectMany(label =>
                (byte[])
                    [
                        .. Encoding.ASCII.GetBytes(label.Id),
                        .. BitConverter.GetBytes(4 + label.Text.Length),
                        .. BitConverter.GetBytes(label.Cue),
                        .. label.Text,
                        .. new byte[label.Text.Length & 1],
                    ]
            ),
        ];

    private ChunkFacts Read(params (string Id, byte[] Content)[] chunks)
    {
        string path = folder.File(Guid.NewGuid().ToString());
        Recordings.Wave(path, TestSignals.Noise(1, Rate), Rate, 1, null, null, chunks);
        return Read(path);
    }

    private static ChunkFacts Read(string path)
    {
        using var file = File.OpenHandle(path);
        return ChunkReader.Read(file, RandomAccess.GetLength(file), Rate);
    }
}
