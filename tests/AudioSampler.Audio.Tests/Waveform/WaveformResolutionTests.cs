using AudioSampler.Audio.Tests.Regions;
using AudioSampler.Audio.Waveform;
using AudioSampler.Testing;

namespace AudioSampler.Audio.Tests.Waveform;

public sealed class WaveformResolutionTests : IDisposable
{
    private const int Rate = 44_100;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void More_points_than_bins_give_one_for_each_bin()
    {
        float[] signal = TestSignals.Noise(0.02, Rate);
        using WaveformFile file = Write(signal);

        WaveformPoints read = file.Read(5000);

        Assert.Equal((signal.Length + 255) / 256, read.Count);
        for (int p = 0; p < read.Count; p++)
        {
            Assert.Equal(signal.Skip(p * 256).Take(256).Max(), read.Maxima[0, p]);
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(170)]
    [InlineData(172)]
    public void Points_about_as_fine_as_bins_show_each_bin_once(int points)
    {
        // Each bin has a peak of its own.
        float[] signal = new float[Rate];
        for (int bin = 0; bin * 256 < signal.Length; bin++)
        {
            signal[bin * 256] = (bin + 1) / 256f;
        }

        using WaveformFile file = Write(signal);

        WaveformPoints read = file.Read(points);

        Assert.Equal(points, read.Count);
        Assert.Equal(points, Enumerable.Range(0, points).Select(p => read.Maxima[0, p]).Distinct().Count());
        Assert.Equal(173 / 256f, read.Maxima[0, points - 1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(441)]
    [InlineData(65_536)]
    public void The_finest_bins_have_any_size(int baseSamples)
    {
        float[] signal = TestSignals.Noise(1.7, Rate, 0.5);
        using WaveformFile file = Write(signal, baseSamples);

        WaveformPoints read = file.Read(WaveformFile.LargestPoints);

        Assert.Equal(baseSamples, file.BaseSamples);
        Assert.Equal((signal.Length + baseSamples - 1) / baseSamples, read.Count);
        for (int p = 0; p < read.Count; p += 7)
        {
            Assert.Equal(signal.Skip(p * baseSamples).Take(baseSamples).Min(), read.Minima[0, p]);
        }
    }

    [Theory]
    [InlineData(3.0, 32)]
    [InlineData(100.0, 64)]
    [InlineData(240.0, 128)]
    [InlineData(28_800.0, 256)]
    [InlineData(null, 256)]
    public void Short_recordings_are_kept_finer(double? seconds, int expected) => Assert.Equal(expected, WaveformResolution.For(seconds));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(353, 353)]
    [InlineData(65_537, null)]
    [InlineData(100_000, 50_000)]
    [InlineData(262_144, 65_536)]
    public void Bins_that_fill_a_pixel_are_found(int samplesPerPixel, int? expected) =>
        Assert.Equal(expected, WaveformResolution.Filling(samplesPerPixel));

    private WaveformFile Write(float[] signal, int baseSamples = WaveformResolution.Usual)
    {
        string path = folder.File("wave.aiswave");
        using (var writer = new WaveformWriter(path, Rate, 1, baseSamples))
        {
            Recording.Feed([signal], 1000, writer.Process);
            writer.Complete();
        }

        return WaveformFile.Open(path);
    }
}
