using AudioSampler.Dsp.Mel;
using AudioSampler.Dsp.Stft;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Mel;

public sealed class MelSpectrogramTests
{
    private const int Rate = 8000;
    private static readonly StftOptions Grid = new() { FftLength = 256, HopSamples = 100 };
    private static readonly MelFilterbank Bank = new(
        new MelOptions
        {
            SampleRate = Rate,
            FftLength = 256,
            BandCount = 20,
        }
    );

    [Fact]
    public void Frames_are_the_bank_applied_to_the_spectra()
    {
        float[] signal = TestSignals.Noise(0.3, Rate);
        var transform = new ShortTimeFourier(Grid);
        float[] power = new float[transform.FrameCount(signal.Length) * transform.BinCount];
        int frames = transform.Power(signal, power);
        float[] expected = new float[frames * 20];
        for (int t = 0; t < frames; t++)
        {
            Bank.Apply(power.AsSpan(t * 129, 129), expected.AsSpan(t * 20));
        }

        foreach (int block in new[] { 33, 256, 5000 })
        {
            Assert.Equal(expected, Read(signal, block, (spectrogram, bands) => spectrogram.TryRead(bands)));
        }
    }

    [Fact]
    public void Decibels_follow_the_power()
    {
        float[] signal = TestSignals.Noise(0.2, Rate);
        float[] power = Read(signal, 100, (spectrogram, bands) => spectrogram.TryRead(bands));
        float[] decibels = Read(signal, 100, (spectrogram, bands) => spectrogram.TryReadDecibels(bands));
        Assert.Equal(power.Length, decibels.Length);
        for (int i = 0; i < power.Length; i++)
        {
            Assert.Equal(10 * Math.Log10(Math.Max(power[i], 1e-10)), decibels[i], 1e-4);
        }
    }

    [Fact]
    public void Silence_is_at_the_floor() =>
        Assert.All(
            Read(new float[500], 77, (spectrogram, bands) => spectrogram.TryReadDecibels(bands)),
            band => Assert.Equal(-100, band, 1e-4f)
        );

    [Fact]
    public void Reset_begins_a_new_signal()
    {
        var spectrogram = new MelSpectrogram(Grid, Bank);
        Assert.Equal(20, spectrogram.BandCount);
        float[] first = new float[20];
        float[] second = new float[20];
        spectrogram.Push(TestSignals.Noise(0.1, Rate));
        Assert.True(spectrogram.TryRead(first));
        spectrogram.Reset();
        spectrogram.Push(TestSignals.Noise(0.1, Rate));
        Assert.True(spectrogram.TryRead(second));
        Assert.Equal(first, second);
    }

    [Fact]
    public void Bank_for_another_frame_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => new MelSpectrogram(Grid with { FftLength = 512 }, Bank));

    private static float[] Read(float[] signal, int block, Func<MelSpectrogram, float[], bool> tryRead)
    {
        var spectrogram = new MelSpectrogram(Grid, Bank);
        var all = new List<float>();
        float[] bands = new float[20];
        foreach (float[] part in signal.Chunk(block))
        {
            spectrogram.Push(part);
            Drain();
        }

        spectrogram.Complete();
        Drain();
        Assert.Equal(spectrogram.FrameCount(signal.Length) * 20, all.Count);
        return [.. all];

        void Drain()
        {
            while (tryRead(spectrogram, bands))
            {
                all.AddRange(bands);
            }
        }
    }
}
