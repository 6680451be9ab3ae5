using AudioSampler.Dsp.Cepstrum;
using AudioSampler.Dsp.Mel;
using AudioSampler.Dsp.Spectral;

namespace AudioSampler.Dsp.Tests.Cepstrum;

public sealed class MfccTests
{
    private static readonly MelFilterbank Bank = new(
        new MelOptions
        {
            SampleRate = 22050,
            FftLength = 1024,
            BandCount = 40,
        }
    );

    [Fact]
    public void Coefficients_are_those_of_scipy()
    {
        GoldenMfcc golden = Golden.Read<GoldenMfcc>("Cepstrum", "mfcc.json");
        float[] decibels = new float[golden.Bands.Length];
        LogPower.ToDecibels(golden.Bands, decibels);
        var mfcc = new Mfcc(Bank);
        float[] coefficients = new float[mfcc.CoefficientCount];
        mfcc.FromDecibels(decibels, coefficients);
        Assert.Equal(20, coefficients.Length);
        for (int k = 0; k < coefficients.Length; k++)
        {
            Assert.Equal(golden.Coefficients[k], coefficients[k], 2e-4);
        }
    }

    [Fact]
    public void Louder_changes_the_first_coefficient_alone()
    {
        var random = new Random(1);
        float[] power = [.. Enumerable.Range(0, Bank.BinCount).Select(_ => random.NextSingle() + 0.01f)];
        float[] quiet = new float[20];
        float[] loud = new float[20];
        var mfcc = new Mfcc(Bank);
        mfcc.FromPower(power, quiet);
        mfcc.FromPower([.. power.Select(p => 100 * p)], loud);
        // 20 dB in each of 40 bands.
        Assert.Equal(20 * Math.Sqrt(40), loud[0] - quiet[0], 1e-3);
        for (int k = 1; k < 20; k++)
        {
            Assert.Equal(quiet[k], loud[k], 1e-3f);
        }
    }

    [Fact]
    public void Silence_has_a_level_and_no_shape()
    {
        float[] coefficients = new float[20];
        new Mfcc(Bank).FromPower(new float[Bank.BinCount], coefficients);
        Assert.Equal(-100 * Math.Sqrt(40), coefficients[0], 1e-2);
        Assert.All(coefficients[1..], c => Assert.Equal(0, c, 1e-3f));
    }

    [Fact]
    public void Bad_bin_makes_every_coefficient_nan()
    {
        float[] power = new float[Bank.BinCount];
        power[100] = float.NaN;
        float[] coefficients = new float[20];
        new Mfcc(Bank).FromPower(power, coefficients);
        Assert.All(coefficients, c => Assert.True(float.IsNaN(c)));
    }

    [Fact]
    public void More_coefficients_than_bands_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Mfcc(Bank, 41));

    private sealed record GoldenMfcc(float[] Bands, double[] Coefficients);
}
