using AudioSampler.Dsp.Fft;
using AudioSampler.Dsp.Stft;
using AudioSampler.Dsp.Windows;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Stft;

public sealed class ShortTimeFourierTests
{
    public static TheoryData<string, int, int, int> Grids
    {
        get
        {
            var grids = new TheoryData<string, int, int, int>();
            foreach (string padding in Enum.GetNames<StftPadding>())
            {
                foreach (int hop in new[] { 1, 8, 20, 50 })
                {
                    foreach (int length in new[] { 0, 1, 2, 15, 17, 32, 33, 200 })
                    {
                        grids.Add(padding, hop, 32, length);
                    }
                }
            }

            return grids;
        }
    }

    /// <summary>The frames against a signal padded as a whole, and cut plainly.</summary>
    [Theory]
    [MemberData(nameof(Grids))]
    public void Frames_are_those_of_the_padded_signal(string padding, int hop, int fftLength, int length)
    {
        var options = new StftOptions
        {
            FftLength = fftLength,
            HopSamples = hop,
            Padding = Enum.Parse<StftPadding>(padding),
        };
        float[] signal = Noise(length);
        float[][] expected = PlainFrames(signal, options);
        var stft = new ShortTimeFourier(options);

        Assert.Equal(expected.Length, stft.FrameCount(length));
        foreach (int block in new[] { 1, 13, 1000 })
        {
            Assert.Equal(expected, Stream(stft, signal, block));
        }

        float[] whole = new float[expected.Length * stft.BinCount];
        Assert.Equal(expected.Length, stft.Power(signal, whole));
        Assert.Equal(expected.SelectMany(frame => frame), whole);
    }

    [Fact]
    public void Frames_read_only_at_the_end_are_the_same()
    {
        var options = new StftOptions
        {
            FftLength = 64,
            HopSamples = 20,
            Padding = StftPadding.Reflect,
        };
        float[] signal = Noise(5000);
        var stft = new ShortTimeFourier(options);
        foreach (float[] block in signal.Chunk(77))
        {
            stft.Push(block);
        }

        stft.Complete();
        Assert.Equal(PlainFrames(signal, options), Drain(stft));
    }

    [Fact]
    public void Spectra_are_those_of_scipy()
    {
        GoldenSpectra golden = Golden.Read<GoldenSpectra>("Stft", "stft.json");
        var stft = new ShortTimeFourier(
            new StftOptions
            {
                FftLength = golden.FftLength,
                HopSamples = golden.HopSamples,
                Padding = StftPadding.Zero,
            }
        );
        int frames = (int)stft.FrameCount(golden.Signal.Length);
        float[] re = new float[frames * stft.BinCount];
        float[] im = new float[frames * stft.BinCount];
        Assert.Equal(frames, stft.Spectra(golden.Signal, re, im));
        Assert.Equal(golden.Re.Length, re.Length);
        for (int i = 0; i < re.Length; i++)
        {
            Assert.Equal(golden.Re[i], re[i], 2e-5f);
            Assert.Equal(golden.Im[i], im[i], 2e-5f);
        }
    }

    [Fact]
    public void Streamed_spectra_are_those_of_the_whole_signal()
    {
        float[] signal = Noise(300);
        var stft = new ShortTimeFourier(new StftOptions { FftLength = 32, HopSamples = 10 });
        float[] re = new float[31 * 17];
        float[] im = new float[31 * 17];
        Assert.Equal(31, stft.Spectra(signal, re, im));

        stft.Reset();
        Assert.False(stft.TryReadSpectrum(new float[17], new float[17]));
        Assert.False(stft.TryReadMagnitude(new float[17]));
        stft.Push(signal);
        stft.Complete();
        float[] frameRe = new float[17];
        float[] frameIm = new float[17];
        for (int t = 0; t < 31; t++)
        {
            Assert.True(stft.TryReadSpectrum(frameRe, frameIm));
            Assert.Equal(re[(t * 17)..((t + 1) * 17)], frameRe);
            Assert.Equal(im[(t * 17)..((t + 1) * 17)], frameIm);
        }

        Assert.False(stft.TryReadSpectrum(frameRe, frameIm));
    }

    [Fact]
    public void Short_window_stands_in_the_middle_of_the_frame()
    {
        float[] window = [1, 2, 3, 2];
        var options = new StftOptions
        {
            FftLength = 16,
            HopSamples = 16,
            Window = window,
            Padding = StftPadding.None,
        };
        float[] signal = Noise(16);
        float[] shaped = new float[16];
        for (int i = 0; i < window.Length; i++)
        {
            shaped[6 + i] = signal[6 + i] * window[i];
        }

        float[] expected = new float[9];
        new RealFft(16).Power(shaped, expected);
        Assert.Equal([expected], Stream(new ShortTimeFourier(options), signal, 5));
    }

    [Fact]
    public void Sine_peaks_at_its_bin_with_half_the_sum_of_the_window()
    {
        const int rate = 8192;
        var stft = new ShortTimeFourier(
            new StftOptions
            {
                FftLength = 1024,
                HopSamples = 256,
                Padding = StftPadding.None,
            }
        );
        stft.Push(TestSignals.Sine(1000, 1, rate, amplitude: 1));
        float[] magnitude = new float[stft.BinCount];
        int frames = 0;
        while (stft.TryReadMagnitude(magnitude))
        {
            frames++;
            Assert.Equal(125, Array.IndexOf(magnitude, magnitude.Max()));
            Assert.Equal(256, magnitude[125], 0.01f);
        }

        Assert.Equal(29, frames);
    }

    [Fact]
    public void Hop_later_gives_the_same_frames_one_earlier()
    {
        float[] signal = Noise(1024);
        var options = new StftOptions
        {
            FftLength = 128,
            HopSamples = 32,
            Padding = StftPadding.None,
        };
        float[][] frames = Stream(new ShortTimeFourier(options), signal, 100);
        Assert.Equal(frames[1..], Stream(new ShortTimeFourier(options), signal[32..], 100));
    }

    [Fact]
    public void Silence_gives_frames_of_zeros()
    {
        float[][] frames = Stream(new ShortTimeFourier(new StftOptions()), new float[4000], 999);
        Assert.Equal(8, frames.Length);
        Assert.All(frames, frame => Assert.All(frame, bin => Assert.Equal(0, bin)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Bad_sample_spoils_only_the_frames_that_hold_it(float bad)
    {
        float[] signal = Noise(640);
        signal[320] = bad;
        var options = new StftOptions
        {
            FftLength = 64,
            HopSamples = 64,
            Padding = StftPadding.None,
        };
        float[][] frames = Stream(new ShortTimeFourier(options), signal, 64);
        for (int t = 0; t < frames.Length; t++)
        {
            // A window of zero weight at its first sample makes NaN of infinity too.
            Assert.Equal(t != 5, frames[t].All(float.IsFinite));
        }
    }

    [Fact]
    public void Pushing_after_the_end_is_refused_until_reset()
    {
        var stft = new ShortTimeFourier(new StftOptions { FftLength = 16, HopSamples = 4 });
        stft.Push(new float[20]);
        stft.Complete();
        stft.Complete();
        Assert.Throws<InvalidOperationException>(() => stft.Push(new float[1]));
        stft.Reset();
        stft.Push(new float[1]);
        stft.Complete();
        Assert.Single(Drain(stft));
    }

    [Fact]
    public void Bad_options_are_refused_with_every_problem()
    {
        var options = new StftOptions
        {
            FftLength = 1000,
            HopSamples = 0,
            Window = [],
            Padding = (StftPadding)9,
        };
        Assert.Equal(4, options.Validate().Count);
        Assert.Throws<ArgumentException>(() => new ShortTimeFourier(options));
        Assert.Empty(new StftOptions().Validate());
    }

    [Fact]
    public void Outputs_too_short_are_refused()
    {
        var stft = new ShortTimeFourier(new StftOptions { FftLength = 16, HopSamples = 4 });
        Assert.Throws<ArgumentException>(() => stft.Power(new float[16], new float[44]));
        Assert.Throws<ArgumentException>(() => stft.Spectra(new float[16], new float[44], new float[45]));
        Assert.Throws<ArgumentException>(() => stft.Spectra(new float[16], new float[45], new float[44]));
        Assert.Equal(5, stft.Power(new float[16], new float[45]));
        Assert.Throws<ArgumentOutOfRangeException>(() => stft.FrameCount(-1));
    }

    [Fact]
    public void Streaming_does_not_allocate()
    {
        var stft = new ShortTimeFourier(new StftOptions());
        float[] block = Noise(4096);
        float[] power = new float[stft.BinCount];
        for (int i = 0; i < 5; i++)
        {
            PushAndDrain();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            PushAndDrain();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void PushAndDrain()
        {
            stft.Push(block);
            while (stft.TryReadPower(power)) { }
        }
    }

    private static float[] Noise(int length) => TestSignals.Noise(1, length, amplitude: 1);

    private static float[][] Stream(ShortTimeFourier stft, float[] signal, int block)
    {
        stft.Reset();
        var frames = new List<float[]>();
        foreach (float[] part in signal.Chunk(block))
        {
            stft.Push(part);
            frames.AddRange(Drain(stft));
        }

        stft.Complete();
        frames.AddRange(Drain(stft));
        return [.. frames];
    }

    private static float[][] Drain(ShortTimeFourier stft)
    {
        var frames = new List<float[]>();
        float[] power = new float[stft.BinCount];
        while (stft.TryReadPower(power))
        {
            frames.Add([.. power]);
        }

        return [.. frames];
    }

    private static float[][] PlainFrames(float[] signal, StftOptions options)
    {
        int pad = options.Padding == StftPadding.None || signal.Length == 0 ? 0 : options.FftLength / 2;
        float[] padded = [.. Enumerable.Range(-pad, signal.Length + (2 * pad)).Select(At)];
        float[] window = Window.Hann(options.FftLength);
        var fft = new RealFft(options.FftLength);
        var frames = new List<float[]>();
        for (int start = 0; start + options.FftLength <= padded.Length; start += options.HopSamples)
        {
            float[] power = new float[fft.BinCount];
            fft.Power([.. window.Select((w, i) => w * padded[start + i])], power);
            frames.Add(power);
        }

        return [.. frames];

        float At(int i)
        {
            if (options.Padding != StftPadding.Reflect)
            {
                return i >= 0 && i < signal.Length ? signal[i] : 0;
            }

            while (signal.Length > 1 && (i < 0 || i >= signal.Length))
            {
                i = i < 0 ? -i : (2 * (signal.Length - 1)) - i;
            }

            return signal[signal.Length == 1 ? 0 : i];
        }
    }

    private sealed record GoldenSpectra(int FftLength, int HopSamples, float[] Signal, float[] Re, float[] Im);
}
