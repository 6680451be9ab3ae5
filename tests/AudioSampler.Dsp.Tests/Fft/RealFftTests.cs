using System.Numerics.Tensors;
using AudioSampler.Dsp.Fft;

namespace AudioSampler.Dsp.Tests.Fft;

public sealed class RealFftTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 16).Select(log => 1 << log)];

    public static TheoryData<int, string> LengthsAndPaths =>
        [
            .. Enumerable
                .Range(1, 13)
                .SelectMany(log => Enum.GetNames<VectorPath>().Select(path => new TheoryDataRow<int, string>(1 << log, path))),
        ];

    [Theory]
    [MemberData(nameof(LengthsAndPaths))]
    public void Noise_gives_the_sums_of_the_definition(int length, string path)
    {
        int checkedBins = Math.Min(length / 2, 40);
        float[] input = Noise(length);
        (float[] re, float[] im) = Forward(Make(length, path), input);
        for (int i = 0; i <= checkedBins; i++)
        {
            int k = (int)((long)i * (length / 2) / checkedBins);
            (double expectedRe, double expectedIm) = Definition(input, k);
            AssertClose(expectedRe, re[k], length);
            AssertClose(expectedIm, im[k], length);
        }
    }

    [Theory]
    [MemberData(nameof(LengthsAndPaths))]
    public void Every_path_gives_the_same_spectrum(int length, string path)
    {
        float[] input = Noise(length);
        (float[] re, float[] im) = Forward(Make(length, nameof(VectorPath.Scalar)), input);
        (float[] otherRe, float[] otherIm) = Forward(Make(length, path), input);
        for (int k = 0; k < re.Length; k++)
        {
            AssertClose(re[k], otherRe[k], length);
            AssertClose(im[k], otherIm[k], length);
        }
    }

    [Theory]
    [MemberData(nameof(LengthsAndPaths))]
    public void Inverse_gives_the_samples_back(int length, string path)
    {
        float[] input = Noise(length);
        RealFft fft = Make(length, path);
        (float[] re, float[] im) = Forward(fft, input);
        float[] output = new float[length];
        fft.Inverse(re, im, output);
        for (int i = 0; i < length; i++)
        {
            Assert.Equal(input[i], output[i], 2e-6f);
        }
    }

    [Fact]
    public void Longest_length_gives_the_samples_back()
    {
        float[] input = Noise(RealFft.MaxLength);
        var fft = new RealFft(RealFft.MaxLength);
        (float[] re, float[] im) = Forward(fft, input);
        float[] output = new float[input.Length];
        fft.Inverse(re, im, output);
        TensorPrimitives.Subtract(input, output, output);
        Assert.Equal(0, TensorPrimitives.MaxMagnitude<float>(output), 4e-6f);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Energy_is_kept(int length)
    {
        float[] input = Noise(length);
        float[] power = new float[(length / 2) + 1];
        new RealFft(length).Power(input, power);
        double inTime = input.Sum(x => (double)x * x);
        double inFrequency = power[0] + power[^1] + (2 * power[1..^1].Sum(p => (double)p));
        Assert.Equal(1, inFrequency / length / inTime, 1e-5);
    }

    [Fact]
    public void Sum_of_signals_gives_sum_of_spectra()
    {
        float[] a = Noise(512, seed: 2);
        float[] b = Noise(512, seed: 3);
        float[] sum = [.. a.Zip(b, (x, y) => (2 * x) - (3 * y))];
        var fft = new RealFft(512);
        (float[] aRe, float[] aIm) = Forward(fft, a);
        (float[] bRe, float[] bIm) = Forward(fft, b);
        (float[] re, float[] im) = Forward(fft, sum);
        for (int k = 0; k < re.Length; k++)
        {
            AssertClose((2 * aRe[k]) - (3 * bRe[k]), re[k], 2048);
            AssertClose((2 * aIm[k]) - (3 * bIm[k]), im[k], 2048);
        }
    }

    [Fact]
    public void Rotated_signal_gives_turned_phases()
    {
        const int length = 256;
        const int shift = 37;
        float[] input = Noise(length);
        float[] rotated = [.. input[^shift..], .. input[..^shift]];
        var fft = new RealFft(length);
        (float[] re, float[] im) = Forward(fft, input);
        (float[] rotatedRe, float[] rotatedIm) = Forward(fft, rotated);
        for (int k = 0; k < re.Length; k++)
        {
            (double sin, double cos) = Math.SinCos(-2 * Math.PI * k * shift / length);
            AssertClose((re[k] * cos) - (im[k] * sin), rotatedRe[k], length);
            AssertClose((re[k] * sin) + (im[k] * cos), rotatedIm[k], length);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Impulse_gives_a_flat_spectrum(int length)
    {
        float[] input = new float[length];
        input[0] = 0.5f;
        float[] magnitude = new float[(length / 2) + 1];
        new RealFft(length).Magnitude(input, magnitude);
        Assert.All(magnitude, m => Assert.Equal(0.5f, m, 1e-6f));
    }

    [Fact]
    public void Cosine_on_a_bin_gives_that_bin_alone()
    {
        const int length = 2048;
        float[] input = [.. Enumerable.Range(0, length).Select(n => (float)Math.Cos(2 * Math.PI * 100 * n / length))];
        (float[] re, float[] im) = Forward(new RealFft(length), input);
        for (int k = 0; k < re.Length; k++)
        {
            Assert.Equal(k == 100 ? length / 2f : 0, re[k], 1e-3f);
            Assert.Equal(0, im[k], 1e-3f);
        }
    }

    [Fact]
    public void Silence_gives_zeros()
    {
        (float[] re, float[] im) = Forward(new RealFft(1024), new float[1024]);
        Assert.All(re, x => Assert.Equal(0, x));
        Assert.All(im, x => Assert.Equal(0, x));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Non_finite_sample_makes_every_bin_non_finite(float bad)
    {
        float[] input = Noise(64);
        input[5] = bad;
        float[] power = new float[33];
        var fft = new RealFft(64);
        fft.Power(input, power);
        Assert.All(power, p => Assert.False(float.IsFinite(p)));

        fft.Power(new float[64], power);
        Assert.All(power, p => Assert.Equal(0, p));
    }

    [Fact]
    public void Magnitude_and_power_agree_with_the_parts()
    {
        float[] input = Noise(128);
        var fft = new RealFft(128);
        (float[] re, float[] im) = Forward(fft, input);
        float[] power = new float[fft.BinCount];
        float[] magnitude = new float[fft.BinCount];
        fft.Power(input, power);
        fft.Magnitude(input, magnitude);
        for (int k = 0; k < power.Length; k++)
        {
            Assert.Equal((re[k] * re[k]) + (im[k] * im[k]), power[k], 1e-4f);
            Assert.Equal(MathF.Sqrt(power[k]), magnitude[k], 1e-5f);
        }
    }

    [Fact]
    public void Imaginary_parts_of_the_outer_bins_do_not_matter_to_the_inverse()
    {
        float[] input = Noise(64);
        var fft = new RealFft(64);
        (float[] re, float[] im) = Forward(fft, input);
        im[0] = 7;
        im[^1] = float.NaN;
        float[] output = new float[64];
        fft.Inverse(re, im, output);
        Assert.Equal(0, input.Zip(output, (a, b) => Math.Abs(a - b)).Max(), 1e-6f);
    }

    [Fact]
    public void Two_threads_with_an_instance_each_do_not_disturb_each_other()
    {
        float[] input = Noise(4096);
        (float[] expected, _) = Forward(new RealFft(4096), input);
        Parallel.For(
            0,
            8,
            _ =>
            {
                var fft = new RealFft(4096);
                for (int i = 0; i < 50; i++)
                {
                    Assert.Equal(expected, Forward(fft, input).Re);
                }
            }
        );
    }

    [Fact]
    public void Calls_do_not_allocate()
    {
        var fft = new RealFft(2048);
        float[] input = Noise(2048);
        float[] power = new float[fft.BinCount];
        fft.Power(input, power);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            fft.Power(input, power);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-8)]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(1 << 21)]
    public void Other_lengths_are_refused(int length) => Assert.Throws<ArgumentOutOfRangeException>(() => new RealFft(length));

    [Fact]
    public void Spans_of_wrong_length_are_refused()
    {
        var fft = new RealFft(16);
        Assert.Throws<ArgumentException>(() => fft.Forward(new float[15], new float[9], new float[9]));
        Assert.Throws<ArgumentException>(() => fft.Forward(new float[17], new float[9], new float[9]));
        Assert.Throws<ArgumentException>(() => fft.Forward(new float[16], new float[8], new float[9]));
        Assert.Throws<ArgumentException>(() => fft.Forward(new float[16], new float[9], new float[8]));
        Assert.Throws<ArgumentException>(() => fft.Inverse(new float[8], new float[9], new float[16]));
        Assert.Throws<ArgumentException>(() => fft.Inverse(new float[9], new float[8], new float[16]));
        Assert.Throws<ArgumentException>(() => fft.Inverse(new float[9], new float[9], new float[8]));
        Assert.Throws<ArgumentException>(() => fft.Power(new float[16], new float[8]));
        Assert.Throws<ArgumentException>(() => fft.Magnitude(new float[16], new float[8]));
    }

    private static RealFft Make(int length, string path)
    {
        VectorPath wanted = Enum.Parse<VectorPath>(path);
        Assert.SkipWhen(wanted > VectorPaths.Best, $"this processor has no {path}");
        return new RealFft(length, wanted);
    }

    private static float[] Noise(int length, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextSingle()) - 1)];
    }

    private static (float[] Re, float[] Im) Forward(RealFft fft, float[] input)
    {
        float[] re = new float[fft.BinCount];
        float[] im = new float[fft.BinCount];
        fft.Forward(input, re, im);
        return (re, im);
    }

    private static (double Re, double Im) Definition(float[] input, int k)
    {
        double re = 0;
        double im = 0;
        for (int n = 0; n < input.Length; n++)
        {
            (double sin, double cos) = Math.SinCos(-2 * Math.PI * ((long)k * n % input.Length) / input.Length);
            re += input[n] * cos;
            im += input[n] * sin;
        }

        return (re, im);
    }

    /// <summary>The bins of noise grow as the square root of the length, and so does the rounding error.</summary>
    private static void AssertClose(double expected, double actual, int length) =>
        Assert.Equal(expected, actual, 1e-6 * Math.Sqrt(length) * 2);
}
