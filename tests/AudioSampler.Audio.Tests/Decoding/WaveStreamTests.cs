using AudioSampler.Audio.Decoding;

namespace AudioSampler.Audio.Tests.Decoding;

public sealed class WaveStreamTests
{
    [Fact]
    public void Integers_of_16_and_24_bits_become_floats()
    {
        float[] read = new float[8];

        Assert.Equal(4, Open(Wave(1, 16, 2, [0, 0, 0xFF, 0x7F, 0, 0x80, 0, 0x40]))!.Read(read));
        Assert.Equal([0, 32767 / 32768f, -1, 0.5f], read[..4]);
        Assert.Equal(3, Open(Wave(1, 24, 1, [0xFF, 0xFF, 0x7F, 0, 0, 0x80, 1, 0, 0]))!.Read(read));
        Assert.Equal([8388607 / 8388608f, -1, 1 / 8388608f], read[..3]);
    }

    [Fact]
    public void Many_integers_are_read_across_their_buffers()
    {
        byte[] bytes = new byte[3 * 2 * 50_001];
        new Random(1).NextBytes(bytes);
        WaveStream stream = Open(Wave(1, 24, 2, bytes))!;
        float[] all = new float[100_100];

        int first = stream.Read(all.AsSpan(0, 33_001)); // an odd number: whole frames only
        int second = stream.Read(all.AsSpan(first));

        Assert.Equal((33_000, 100_002 - 33_000), (first, second));
        Assert.Equal(0, stream.Read(all));
        for (int i = 0; i < 100_002; i++)
        {
            int expected = (bytes[3 * i] << 8) | (bytes[(3 * i) + 1] << 16) | (bytes[(3 * i) + 2] << 24);
            Assert.Equal(expected / 2147483648f, all[i]);
        }
    }

    [Fact]
    public void Part_of_a_frame_at_the_end_is_left_out()
    {
        WaveStream stream = Open(
            Wave(3, 32, 2, [.. BitConverter.GetBytes(0.25f), .. BitConverter.GetBytes(0.5f), .. BitConverter.GetBytes(9f), 1])
        )!;
        float[] read = new float[6];

        Assert.Equal(2, stream.Read(read));
        Assert.Equal([0.25f, 0.5f], read[..2]);
    }

    [Fact]
    public void A_stream_that_ends_in_its_header_has_no_samples()
    {
        byte[] wave = Wave(3, 32, 2, []);
        for (int length = 0; length < wave.Length; length++)
        {
            Assert.Null(Open(wave[..length]));
        }

        Assert.Equal(0, Open(wave)!.Read(new float[2]));
    }

    [Fact]
    public void What_is_no_such_wave_is_an_error()
    {
        Assert.Throws<InvalidDataException>(() => Open("this is not a wave file"u8.ToArray()));
        Assert.Throws<InvalidDataException>(() => Open(Wave(1, 8, 1, [1])));
        Assert.Throws<InvalidDataException>(() => Open(Wave(3, 32, 0, [1])));
        Assert.Throws<InvalidDataException>(() => Open([.. "RIFF____WAVEdata____"u8]));
        Assert.Throws<InvalidDataException>(() => Open([.. "RIFF____WAVELIST"u8, 0xFF, 0xFF, 0xFF, 0xFF]));
    }

    private static WaveStream? Open(byte[] bytes) => WaveStream.Open(new MemoryStream(bytes));

    private static byte[] Wave(int tag, int bits, int channels, byte[] data)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write("RIFF\0\0\0\0WAVEfmt "u8);
        writer.Write(40);
        writer.Write((ushort)0xFFFE);
        writer.Write((ushort)channels);
        writer.Write(44_100);
        writer.Write(44_100 * channels * bits / 8);
        writer.Write((ushort)(channels * bits / 8));
        writer.Write((ushort)bits);
        writer.Write(new byte[8]);
        writer.Write((ushort)tag);
        writer.Write(new byte[14]);
        writer.Write("LIST"u8);
        writer.Write(3);
        writer.Write(new byte[4]);
        writer.Write("data"u8);
        writer.Write(uint.MaxValue);
        writer.Write(data);
        return memory.ToArray();
    }
}
