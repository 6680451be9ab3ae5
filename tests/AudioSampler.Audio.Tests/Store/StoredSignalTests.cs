using AudioSampler.Audio.Store;

namespace AudioSampler.Audio.Tests.Store;

public sealed class StoredSignalTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly float[] noise = TestSignals.Noise(1, 100_000, amplitude: 0.9);

    [Fact]
    public void Floats_come_back_exactly()
    {
        using StoredSignal signal = Store(StoredSampleFormat.Float32, noise);
        float[] read = new float[noise.Length];

        Assert.Equal((22_050, noise.Length), (signal.SampleRate, signal.Length));
        Assert.Equal(noise.Length, signal.Read(0, read));
        Assert.Equal(noise, read);
    }

    [Fact]
    public void Integers_are_rounded_to_16_bits_and_clipped()
    {
        float[] input = [.. noise, 1.5f, -1.5f, 0, 1 / 32768f, 0.6f / 32768f, 0.4f / 32768f];
        using StoredSignal signal = Store(StoredSampleFormat.Int16, input);
        float[] read = new float[input.Length];

        Assert.Equal(input.Length, signal.Read(0, read));
        for (int i = 0; i < noise.Length; i++)
        {
            Assert.InRange(read[i] - noise[i], -0.501f / 32768, 0.501f / 32768);
        }

        Assert.Equal([32767 / 32768f, -1, 0, 1 / 32768f, 1 / 32768f, 0], read[noise.Length..]);
    }

    [Theory]
    [InlineData(StoredSampleFormat.Float32)]
    [InlineData(StoredSampleFormat.Int16)]
    public void Any_part_can_be_read_in_any_order_by_many_threads(StoredSampleFormat format)
    {
        using StoredSignal signal = Store(format, noise);
        float[] whole = new float[noise.Length];
        signal.Read(0, whole);

        Parallel.For(
            0,
            200,
            i =>
            {
                int offset = (i * 7919) % noise.Length;
                float[] part = new float[i * 37];
                int count = signal.Read(offset, part);
                Assert.Equal(Math.Min(part.Length, noise.Length - offset), count);
                Assert.True(whole.AsSpan(offset, count).SequenceEqual(part.AsSpan(0, count)));
            }
        );
    }

    [Fact]
    public void Behind_the_end_there_is_nothing_and_before_the_start_is_an_error()
    {
        using StoredSignal signal = Store(StoredSampleFormat.Float32, [1, 2]);

        Assert.Equal(1, signal.Read(1, new float[5]));
        Assert.Equal(0, signal.Read(2, new float[5]));
        Assert.Equal(0, signal.Read(long.MaxValue, new float[5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => signal.Read(-1, new float[5]));
    }

    [Fact]
    public void A_signal_may_be_empty()
    {
        using StoredSignal signal = Store(StoredSampleFormat.Int16, []);

        Assert.Equal(0, signal.Length);
        Assert.Equal(0, signal.Read(0, new float[5]));
    }

    [Fact]
    public void A_file_cut_off_under_the_reader_is_an_error_not_silence()
    {
        using StoredSignal signal = Store(StoredSampleFormat.Float32, noise);
        using (FileStream file = new(folder.File("signal"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(1000);
        }

        Assert.Throws<EndOfStreamException>(() => signal.Read(0, new float[1000]));
    }

    public void Dispose() => folder.Dispose();

    private StoredSignal Store(StoredSampleFormat format, float[] samples)
    {
        using (var writer = new SignalWriter(folder.File("signal"), format))
        {
            for (int at = 0, size = 1; at < samples.Length; at += size, size = (size * 3) + 1)
            {
                writer.Append(samples.AsSpan(at, Math.Min(size, samples.Length - at)));
            }
        }

        return StoredSignal.Open(folder.File("signal"), 22_050, format);
    }
}
