using AudioSampler.Dsp.Tonal;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Tonal;

public sealed class ConstantQTests
{
    private const int SampleRate = 22_050;
    private static readonly LogFrequencyAxis Axis = new(110, 12, 36);

    [Fact]
    public void Agrees_with_the_definition()
    {
        var transform = new ConstantQ(SampleRate, Axis);
        System.Text.Json.JsonElement golden = GoldenFile.Read("constant_q.json");
        Assert.Equal(golden.GetProperty("frame_samples").GetInt32(), transform.FrameSamples);
        float[] frame = new float[transform.FrameSamples];
        (double Hz, double Amplitude, double Phase)[] tones = [(110, 0.3, 0.1), (277.18, 0.5, 1.0), (331.0, 0.2, 2.0), (700.0, 0.25, -1.0)];
        for (int i = 0; i < frame.Length; i++)
        {
            double t = (double)i / SampleRate;
            frame[i] = (float)(
                tones.Sum(x => x.Amplitude * Math.Cos((2 * Math.PI * x.Hz * t) + x.Phase))
                + (0.1 * Math.Exp(-t * 8) * Math.Sin(2 * Math.PI * 500 * t * t))
            );
        }

        (float[] re, float[] im) = Transform(transform, frame);

        double[][] expected = golden.GetProperty("bins").Rows();
        for (int bin = 0; bin < Axis.Count; bin++)
        {
            Assert.Equal(expected[bin][0], re[bin], 0.004);
            Assert.Equal(expected[bin][1], im[bin], 0.004);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(35)]
    public void Sine_at_a_centre_gives_its_amplitude_there(int bin)
    {
        float[] magnitudes = Magnitudes(new ConstantQ(SampleRate, Axis), Axis.HzOf(bin), 0.4);

        Assert.Equal(0.4, magnitudes[bin], 0.01);
        Assert.Equal(bin, Array.IndexOf(magnitudes, magnitudes.Max()));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(24)]
    [InlineData(36)]
    public void Width_is_a_constant_share_of_the_frequency(int binsPerOctave)
    {
        var axis = new LogFrequencyAxis(220, binsPerOctave, 3 * binsPerOctave);
        var transform = new ConstantQ(SampleRate, axis);
        foreach (int bin in new[] { 2, binsPerOctave, (3 * binsPerOctave) - 3 })
        {
            // A Hann window of N samples falls to one half at one rate/N beside its centre: at f (1 + 1/Q).
            double edge = axis.HzOf(bin) * (1 + (1 / transform.Quality));
            Assert.Equal(0.5, Magnitudes(transform, edge, 1)[bin], 0.02);
        }
    }

    [Fact]
    public void Is_linear()
    {
        var transform = new ConstantQ(SampleRate, Axis);
        float[] a = TestSignals.Noise(1, SampleRate, seed: 1)[..transform.FrameSamples];
        float[] b = TestSignals.Noise(1, SampleRate, seed: 2)[..transform.FrameSamples];

        (float[] sum, _) = Transform(transform, [.. a.Zip(b, (x, y) => (2 * x) - (3 * y))]);
        (float[] reA, _) = Transform(transform, a);
        (float[] reB, _) = Transform(transform, b);

        for (int bin = 0; bin < Axis.Count; bin++)
        {
            Assert.Equal((2 * reA[bin]) - (3 * reB[bin]), sum[bin], 1e-5);
        }
    }

    [Fact]
    public void Shift_turns_the_phase_of_a_sine_and_keeps_its_magnitude()
    {
        var transform = new ConstantQ(SampleRate, Axis);
        float[] signal = TestSignals.Sine(Axis.HzOf(12), 2, SampleRate);
        const int Shift = 100;

        (float[] re, float[] im) = Transform(transform, signal[..transform.FrameSamples]);
        (float[] laterRe, float[] laterIm) = Transform(transform, signal[Shift..(Shift + transform.FrameSamples)]);

        double turned =
            Math.Atan2(laterIm[12], laterRe[12]) - Math.Atan2(im[12], re[12]) - (2 * Math.PI * Axis.HzOf(12) * Shift / SampleRate);
        Assert.Equal(
            Math.Sqrt((re[12] * re[12]) + (im[12] * im[12])),
            Math.Sqrt((laterRe[12] * laterRe[12]) + (laterIm[12] * laterIm[12])),
            1e-3
        );
        Assert.Equal(1, Math.Cos(turned), 1e-3);
    }

    [Fact]
    public void Silence_gives_nothing()
    {
        var transform = new ConstantQ(SampleRate, Axis);

        (float[] re, float[] im) = Transform(transform, new float[transform.FrameSamples]);

        Assert.All(re, value => Assert.Equal(0, value));
        Assert.All(im, value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_sample_that_is_not_a_number_is_passed_on()
    {
        var transform = new ConstantQ(SampleRate, Axis);
        float[] frame = new float[transform.FrameSamples];
        frame[frame.Length / 2] = float.NaN;

        Assert.All(Transform(transform, frame).Re, value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void Bins_beyond_half_the_rate_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantQ(8_000, new LogFrequencyAxis(110, 12, 72)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantQ(SampleRate, new LogFrequencyAxis(0.1, 12, 12)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantQ(SampleRate, Axis, 0));
        Assert.Throws<ArgumentException>(() => new ConstantQ(SampleRate, Axis).Transform(new float[4096], new float[3], new float[3]));
    }

    [Fact]
    public void Chord_gives_its_chroma()
    {
        var axis = new LogFrequencyAxis(LogFrequencyAxis.C1Hz * 4, 36, 108);
        var transform = new ConstantQ(SampleRate, axis);
        float[] signal = TestSignals.Chords(
            [
                [60, 64, 67],
            ],
            1.2,
            SampleRate
        );
        (float[] re, float[] im) = Transform(transform, signal[..transform.FrameSamples]);
        float[] magnitudes = [.. re.Zip(im, (a, b) => MathF.Sqrt((a * a) + (b * b)))];
        float[] fine = new float[PitchClassProfile.FineBins];
        float[] chroma = new float[12];

        PitchClassProfile.FromConstantQ(magnitudes, axis, fine);
        PitchClassProfile.Fold(fine, 0, chroma);

        Assert.Equal([0, 4, 7], Enumerable.Range(0, 12).OrderByDescending(c => chroma[c]).Take(3).Order());
    }

    private static (float[] Re, float[] Im) Transform(ConstantQ transform, float[] frame)
    {
        float[] re = new float[transform.Axis.Count];
        float[] im = new float[transform.Axis.Count];
        transform.Transform(frame, re, im);
        return (re, im);
    }

    private static float[] Magnitudes(ConstantQ transform, double hz, double amplitude)
    {
        float[] frame = TestSignals.Sine(hz, 4, SampleRate, amplitude)[..transform.FrameSamples];
        (float[] re, float[] im) = Transform(transform, frame);
        return [.. re.Zip(im, (a, b) => MathF.Sqrt((a * a) + (b * b)))];
    }
}
