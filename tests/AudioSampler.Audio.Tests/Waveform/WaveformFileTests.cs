using AudioSampler.Audio.Tests.Regions;
using AudioSampler.Audio.Waveform;
using AudioSampler.Dsp.Levels;
using AudioSampler.Testing;

namespace AudioSampler.Audio.Tests.Waveform;

public sealed class WaveformFileTests : IDisposable
{
    private const int Rate = 44_100;
    private const int PageSamples = 256 * 4096;

    private readonly TempFolder folder = new();

    private string WaveformPath => folder.File("wave.aiswave");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1000)]
    [InlineData(8000)]
    [InlineData(1)]
    [InlineData(77)]
    public void Points_are_the_extremes_and_the_level_of_their_stretch(int points)
    {
        float[][] signal = [Swelling(60, 1), Swelling(60, 2)];
        using WaveformFile file = Write(signal);

        WaveformPoints read = file.Read(points);

        Assert.Equal(points, read.Count);
        Assert.Equal(2, read.Channels);
        for (int c = 0; c < 2; c++)
        {
            Assert.Equal(signal[c].Max(), Enumerable.Range(0, points).Max(p => read.Maxima[c, p]));
            Assert.Equal(signal[c].Min(), Enumerable.Range(0, points).Min(p => read.Minima[c, p]));
            for (int p = 0; p < points; p++)
            {
                // Borders lie at most an eighth of a point or one bin off, so the stretch inside is in the point, and the point is in the one outside.
                double width = (double)signal[c].Length / points;
                double slack = Math.Max(width / 8, 256);
                float[] inside = Stretch(signal[c], (p * width) + slack, ((p + 1) * width) - slack);
                float[] outside = Stretch(signal[c], (p * width) - slack, ((p + 1) * width) + slack);
                Assert.InRange(read.Maxima[c, p], inside.DefaultIfEmpty(-1).Max(), outside.Max());
                Assert.InRange(read.Minima[c, p], outside.Min(), inside.DefaultIfEmpty(1).Min());
                Assert.Equal(Math.Sqrt(outside.Average(x => (double)x * x)), read.Rms[c, p], 0.05);
            }
        }
    }

    [Fact]
    public void Zoom_into_a_stretch_finds_the_single_peak_there()
    {
        float[] signal = new float[20 * Rate];
        signal[10 * Rate] = 0.75f;
        signal[12 * Rate] = -0.5f;
        using WaveformFile file = Write([signal]);

        WaveformPoints read = file.Read(100, 9.5, 12.5);

        Assert.Equal(0.75f, Enumerable.Range(0, 100).Max(p => read.Maxima[0, p]));
        Assert.Equal(-0.5f, Enumerable.Range(0, 100).Min(p => read.Minima[0, p]));
        Assert.Equal(0.75f, read.Maxima[0, 16]);
        Assert.Equal(9.5, read.StartSeconds, 1e-9);
        Assert.Equal(12.5, read.EndSeconds, 1e-9);
    }

    [Fact]
    public void Any_cut_into_blocks_gives_the_same_bytes()
    {
        float[][] signal = [TestSignals.Noise(1.1, Rate, 0.5, 1), TestSignals.Noise(1.1, Rate, 0.5, 2)];
        Write(signal, 100_000).Dispose();
        byte[] whole = File.ReadAllBytes(WaveformPath);

        foreach (int block in new[] { 1, 100, 256, 4097 })
        {
            Write(signal, block).Dispose();
            Assert.Equal(whole, File.ReadAllBytes(WaveformPath));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(PageSamples - 1)]
    [InlineData(PageSamples)]
    [InlineData(PageSamples + 1)]
    [InlineData((2 * PageSamples) + 70_000)]
    public void Any_length_can_be_read_back(int samples)
    {
        float[] signal = TestSignals.Noise((double)samples / Rate, Rate, 0.5);
        Assert.Equal(samples, signal.Length);
        using WaveformFile file = Write([signal]);

        Assert.Equal(samples, file.TotalSamples);
        WaveformPoints read = file.Read(3);
        Assert.Equal(Math.Min(3, (samples + 255) / 256), read.Count);
        if (samples > 0)
        {
            Assert.Equal(signal.Max(), Enumerable.Range(0, read.Count).Max(p => read.Maxima[0, p]));
            Assert.Equal(signal.Min(), Enumerable.Range(0, read.Count).Min(p => read.Minima[0, p]));
        }
    }

    [Fact]
    public void Level_of_a_last_bin_that_is_not_whole_weighs_as_much_as_it_has_samples()
    {
        float[] signal = new float[1000];
        Array.Fill(signal, 0.5f, 900, 100);
        using WaveformFile file = Write([signal]);

        Assert.Equal(Math.Sqrt(0.25 * 100 / 1000), file.Read(1).Rms[0, 0], 1e-6);
    }

    [Fact]
    public void More_than_two_channels_are_drawn_as_one()
    {
        float[] plus = new float[1000];
        float[] minus = new float[1000];
        plus[10] = 0.9f;
        minus[20] = -0.8f;
        using WaveformFile file = Write([plus, minus, new float[1000], new float[1000]]);

        WaveformPoints read = file.Read(1);

        Assert.Equal(1, file.Channels);
        Assert.Equal(4, file.SourceChannels);
        Assert.Equal(0.9f, read.Maxima[0, 0]);
        Assert.Equal(-0.8f, read.Minima[0, 0]);
        Assert.Equal(Math.Sqrt((0.81 + 0.64) / 4000), read.Rms[0, 0], 1e-6);
    }

    [Fact]
    public void Samples_beyond_full_scale_are_kept()
    {
        using WaveformFile file = Write([
            [3e38f, -3e38f, 0.5f],
        ]);

        WaveformPoints read = file.Read(1);

        Assert.Equal(3e38f, read.Maxima[0, 0]);
        Assert.Equal(-3e38f, read.Minima[0, 0]);
    }

    [Fact]
    public void Unfinished_file_is_refused()
    {
        using (var writer = new WaveformWriter(WaveformPath, Rate, 1))
        {
            Recording.Feed([TestSignals.Noise(1, Rate)], 4096, writer.Process);
        }

        Refused("never finished");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-1000)]
    [InlineData(1)]
    public void File_of_another_length_is_refused(int change)
    {
        Write([TestSignals.Noise(1, Rate)]).Dispose();
        using (FileStream stream = File.OpenWrite(WaveformPath))
        {
            stream.SetLength(stream.Length + change);
        }

        Refused("bytes instead of");
    }

    [Theory]
    [InlineData(0, "not a waveform file")]
    [InlineData(8, "another version")]
    [InlineData(16, "damaged")]
    [InlineData(28, "another version")]
    public void Damaged_header_is_refused(int offset, string expected)
    {
        Write([TestSignals.Noise(1, Rate)]).Dispose();
        Overwrite(offset, [99, 99, 99, 99]);

        Refused(expected);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(64)]
    public void Other_file_is_refused(int length)
    {
        File.WriteAllBytes(WaveformPath, new byte[length]);

        Refused("not a waveform file");
    }

    [Fact]
    public void Damaged_bin_is_refused_when_it_is_read()
    {
        Write([TestSignals.Noise(1, Rate)]).Dispose();
        Overwrite(64, [0, 0, 0xC0, 0x7F]);
        using WaveformFile file = WaveformFile.Open(WaveformPath);

        Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() => file.Read(1000)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_cut_short_while_open_is_refused_when_it_is_read()
    {
        using WaveformFile file = Write([TestSignals.Noise(1, Rate)]);
        using (FileStream stream = new(WaveformPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            stream.SetLength(80);
        }

        Assert.Contains("too early", Assert.Throws<InvalidDataException>(() => file.Read(1000)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_file_is_told_as_such()
    {
        Assert.Throws<FileNotFoundException>(() => WaveformFile.Open(WaveformPath));
    }

    [Fact]
    public void Stretch_outside_the_file_has_no_points()
    {
        using WaveformFile file = Write([TestSignals.Noise(1, Rate)]);

        Assert.Equal(0, file.Read(10, 5, 9).Count);
        Assert.Equal(0, file.Read(10, 0.5, 0.5).Count);
        Assert.Equal(10, file.Read(10, -3, double.NaN).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Read(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Read(WaveformFile.LargestPoints + 1));
    }

    [Fact]
    public void Other_number_of_channels_and_late_samples_are_refused()
    {
        using var writer = new WaveformWriter(WaveformPath, Rate, 2);
        Assert.Throws<ArgumentException>(() => writer.Process(new PlanarBlock(1, 10)));
        writer.Complete();
        writer.Complete();
        Assert.Throws<InvalidOperationException>(() => writer.Process(new PlanarBlock(2, 10)));
    }

    private static float[] Stretch(float[] signal, double start, double end)
    {
        int first = Math.Clamp((int)Math.Floor(start), 0, signal.Length);
        return signal[first..Math.Max(first, Math.Clamp((int)Math.Ceiling(end), 0, signal.Length))];
    }

    private static float[] Swelling(double seconds, int seed)
    {
        float[] signal = TestSignals.Noise(seconds, Rate, 0.9, seed);
        for (int i = 0; i < signal.Length; i++)
        {
            signal[i] *= (float)(0.5 + (0.5 * Math.Sin(i * 0.3 / Rate)));
        }

        return signal;
    }

    private WaveformFile Write(float[][] channels, int block = 4096)
    {
        using (var writer = new WaveformWriter(WaveformPath, Rate, channels.Length))
        {
            Recording.Feed(channels, block, writer.Process);
            writer.Complete();
        }

        return WaveformFile.Open(WaveformPath);
    }

    private void Overwrite(int offset, byte[] bytes)
    {
        using FileStream stream = File.OpenWrite(WaveformPath);
        stream.Position = offset;
        stream.Write(bytes);
    }

    private void Refused(string expected)
    {
        Assert.Contains(
            expected,
            Assert.Throws<InvalidDataException>(() => WaveformFile.Open(WaveformPath).Dispose()).Message,
            StringComparison.Ordinal
        );
    }
}
