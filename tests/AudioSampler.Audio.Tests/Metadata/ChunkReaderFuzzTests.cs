using System.Text;
using AudioSampler.Audio.Metadata;

namespace AudioSampler.Audio.Tests.Metadata;

public sealed class ChunkReaderFuzzTests : IDisposable
{
    private const int Rate = 8000;

    private readonly TempFolder folder = new();

    [Fact]
    public void Damaged_files_give_only_marks_that_can_be()
    {
        byte[] wave = Whole();
        byte[] aiff =
        [
            .. "FORM\0\0\0\x60AIFFMARK\0\0\0\x20\0\x03\0\x01\0\0\0\x05\x03abc\0\x02\0\0\0\x07\0\0\0\x03\0\0\0\x09\x05short"u8,
            .. "INST\0\0\0\x14\0\0\0\0\0\0\0\0\0\x01\0\x01\0\x02\0\x01\0\x02\0\x03"u8,
        ];
        var random = new Random(20);
        for (int round = 0; round < 3000; round++)
        {
            byte[] file = [.. random.Next(2) == 0 ? wave : aiff];
            for (int damage = random.Next(12); damage >= 0; damage--)
            {
                file[random.Next(file.Length)] = random.Next(3) switch
                {
                    0 => 0,
                    1 => 0xFF,
                    _ => (byte)random.Next(256),
                };
            }

            AssertSane(Read(file.AsSpan(0, random.Next(4) == 0 ? random.Next(file.Length) : file.Length)));
        }
    }

    [Fact]
    public void Random_bytes_give_nothing()
    {
        var random = new Random(21);
        byte[] file = new byte[300];
        for (int round = 0; round < 300; round++)
        {
            random.NextBytes(file);
            AssertSane(Read(file));
            Encoding.ASCII.GetBytes("RIFF....WAVE", file);
            AssertSane(Read(file));
            Encoding.ASCII.GetBytes("FORM....AIFC", file);
            AssertSane(Read(file));
        }

        Assert.False(Read([]).IsChunked);
        Assert.False(Read("RIFF"u8).IsChunked);
    }

    public void Dispose() => folder.Dispose();

    private static void AssertSane(ChunkFacts facts)
    {
        Assert.All(facts.Cues, cue => Assert.InRange(cue.TimeSeconds, 0, (double)uint.MaxValue / Rate));
        Assert.All(facts.Cues, cue => Assert.False(cue.Label?.Any(char.IsControl) == true && !cue.Label.Any(c => c is '\n' or '\t')));
        Assert.All(facts.Loops, loop => Assert.True(loop.StartSeconds >= 0 && loop.EndSeconds > loop.StartSeconds));
    }

    private byte[] Whole()
    {
        string path = folder.File("whole.wav");
        byte[] sampler = new byte[60];
        sampler[28] = 1;
        sampler[48] = 50;
        byte[] broadcast = new byte[602];
        Encoding.ASCII.GetBytes("2020-02-0312:00:00", broadcast.AsSpan(320));
        Recordings.Wave(
            path,
            new float[20],
            Rate,
            1,
            null,
            null,
            ("cue ", WaveChunksTests.Cues((1, 3), (2, 9))),
            ("LIST", WaveChunksTests.Labels("adtl", ("labl", 1, "one"u8.ToArray()), ("note", 2, "two"u8.ToArray()))),
            ("smpl", sampler),
            ("bext", broadcast)
        );
        return File.ReadAllBytes(path);
    }

    private ChunkFacts Read(ReadOnlySpan<byte> content)
    {
        string path = folder.File("fuzz");
        File.WriteAllBytes(path, content);
        using var file = File.OpenHandle(path);
        return ChunkReader.Read(file, content.Length, Rate);
    }
}
