using AudioSampler.Audio.Tests.Regions;
using AudioSampler.Audio.Waveform;
using AudioSampler.Testing;

namespace AudioSampler.Audio.Tests.Waveform;

public sealed class PeaksDataTests : IDisposable
{
    private const int Rate = 48_000;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Header_says_what_follows()
    {
        using WaveformFile file = Write([TestSignals.Noise(1, Rate), TestSignals.Noise(1, Rate, 0.5, 2)]);

        byte[] data = await Data(file, 512, 8, mono: false);

        int[] header = [.. Enumerable.Range(0, 6).Select(i => BitConverter.ToInt32(data, 4 * i))];
        Assert.Equal([2, 1, Rate, 512, 94, 2], header);
        Assert.Equal(24 + (94 * 2 * 2), data.Length);
        Assert.Equal(data.Length, PeaksData.ByteLength(file, 512, 8, mono: false));
    }

    [Theory]
    [InlineData(256)]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(4096)]
    [InlineData(12_288)]
    public async Task Pixels_are_the_extremes_of_their_samples(int samplesPerPixel)
    {
        float[][] signal = [TestSignals.Noise(3.21, Rate, 0.7, 1), TestSignals.Noise(3.21, Rate, 0.4, 2)];
        using WaveformFile file = Write(signal);

        byte[] data = await Data(file, samplesPerPixel, 16, mono: false);

        int offset = 24;
        for (int start = 0; start < signal[0].Length; start += samplesPerPixel)
        {
            for (int c = 0; c < 2; c++)
            {
                float[] pixel = signal[c][start..Math.Min(signal[c].Length, start + samplesPerPixel)];
                Assert.Equal(MathF.Round(pixel.Min() * 32768), BitConverter.ToInt16(data, offset));
                Assert.Equal(MathF.Round(pixel.Max() * 32768), BitConverter.ToInt16(data, offset + 2));
                offset += 4;
            }
        }

        Assert.Equal(data.Length, offset);
    }

    [Theory]
    [InlineData(257)]
    [InlineData(1000)]
    [InlineData(5000)]
    public async Task Any_resolution_keeps_every_peak(int samplesPerPixel)
    {
        float[] signal = new float[100_001];
        signal[33_333] = 0.5f;
        signal[100_000] = 0.25f;
        using WaveformFile file = Write([signal]);

        byte[] data = await Data(file, samplesPerPixel, 16, mono: false);

        short[] maxima = [.. Enumerable.Range(0, (data.Length - 24) / 4).Select(p => BitConverter.ToInt16(data, 26 + (4 * p)))];
        Assert.Equal((100_001 + samplesPerPixel - 1) / samplesPerPixel, maxima.Length);
        Assert.Equal(16_384, maxima.Max());
        Assert.Equal(16_384, maxima[33_333 / samplesPerPixel]);
        Assert.InRange(maxima.Count(m => m == 16_384), 1, 2);
        Assert.Equal(8_192, maxima[^1]);
    }

    [Theory]
    [InlineData(257)]
    [InlineData(353)]
    [InlineData(1000)]
    public async Task No_pixel_lacks_a_peak_of_its_samples(int samplesPerPixel)
    {
        float[] signal = TestSignals.Noise(2.3, Rate, 0.5);
        using WaveformFile file = Write([signal]);

        byte[] data = await Data(file, samplesPerPixel, 16, mono: false);

        for (int p = 0; p * samplesPerPixel < signal.Length; p++)
        {
            Assert.True(
                BitConverter.ToInt16(data, 26 + (4 * p)) >= Math.Round(signal.Skip(p * samplesPerPixel).Take(samplesPerPixel).Max() * 32768)
            );
        }
    }

    [Fact]
    public async Task Mono_takes_the_extremes_of_both_channels()
    {
        using WaveformFile file = Write([
            [0.5f, -0.1f],
            [0.1f, -0.75f],
        ]);

        byte[] data = await Data(file, 256, 8, mono: true);

        Assert.Equal([unchecked((byte)-96), 64], data[24..]);
    }

    [Fact]
    public async Task Samples_beyond_full_scale_are_limited()
    {
        using WaveformFile file = Write([
            [2, -2],
        ]);

        Assert.Equal([0x80, 0x7F], (await Data(file, 256, 8, mono: false))[24..]);
        Assert.Equal([0x00, 0x80, 0xFF, 0x7F], (await Data(file, 256, 16, mono: false))[24..]);
    }

    [Fact]
    public async Task Empty_recording_is_a_header()
    {
        using WaveformFile file = Write([
            [],
        ]);

        Assert.Equal(24, (await Data(file, 256, 8, mono: false)).Length);
    }

    [Fact]
    public async Task Long_recording_is_written_in_pieces_without_a_seam()
    {
        float[] signal = TestSignals.Noise(50, Rate, 0.5);
        using WaveformFile file = Write([signal]);

        byte[] data = await Data(file, 256, 16, mono: false);

        for (int p = 4090; p < 4100; p++)
        {
            Assert.Equal(MathF.Round(signal[(p * 256)..((p + 1) * 256)].Max() * 32768), BitConverter.ToInt16(data, 26 + (4 * p)));
        }
    }

    [Fact]
    public async Task Too_fine_a_resolution_and_other_bits_are_refused()
    {
        using WaveformFile file = Write([
            [0.5f],
        ]);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Data(file, 255, 8, mono: false));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Data(file, 256, 24, mono: false));
    }

    private static async Task<byte[]> Data(WaveformFile file, int samplesPerPixel, int bits, bool mono)
    {
        using var stream = new MemoryStream();
        await PeaksData.WriteAsync(file, stream, samplesPerPixel, bits, mono, CancellationToken.None);
        return stream.ToArray();
    }

    private WaveformFile Write(float[][] channels)
    {
        string path = folder.File("wave.aiswave");
        using (var writer = new WaveformWriter(path, Rate, channels.Length))
        {
            Recording.Feed(channels, 4096, writer.Process);
            writer.Complete();
        }

        return WaveformFile.Open(path);
    }
}
