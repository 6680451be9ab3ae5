using AudioSampler.Dsp.Cepstrum;
using AudioSampler.Dsp.Fft;
using AudioSampler.Dsp.Mel;
using AudioSampler.Dsp.Spectral;

namespace AudioSampler.Dsp.Tests.Spectral;

/// <summary>Results are the same bit for bit in every run, so they must not depend on where in memory the values happen to stand.</summary>
public sealed class PlacementTests
{
    private static readonly float[] Values = MakeValues(1025);
    private static readonly MelFilterbank Bank = new(new MelOptions { SampleRate = 22050, BandCount = 40 });

    [Fact]
    public void Mel_bands_do_not_depend_on_it() =>
        AssertSameEverywhere(
            Values,
            power =>
            {
                float[] bands = new float[40];
                Bank.Apply(power.Span, bands);
                return bands;
            }
        );

    [Fact]
    public void Cepstral_coefficients_do_not_depend_on_it() =>
        AssertSameEverywhere(
            Values[..40],
            decibels =>
            {
                float[] coefficients = new float[20];
                new Mfcc(Bank).FromDecibels(decibels.Span, coefficients);
                return coefficients;
            }
        );

    [Fact]
    public void Shape_does_not_depend_on_it() =>
        AssertSameEverywhere(
            Values,
            power =>
            {
                Assert.True(new SpectralShapeMeter(22050, 2048).TryMeasure(power.Span, out SpectralShape shape));
                return shape;
            }
        );

    [Fact]
    public void Flux_does_not_depend_on_it() =>
        AssertSameEverywhere(
            Values,
            magnitude =>
            {
                var flux = new SpectralFlux(1025);
                flux.Next(MakeValues(1025, seed: 2));
                return flux.Next(magnitude.Span);
            }
        );

    [Fact]
    public void Power_spectrum_does_not_depend_on_it() =>
        AssertSameEverywhere(
            Values[..1024],
            samples =>
            {
                float[] power = new float[513];
                new RealFft(1024).Power(samples.Span, power);
                return power;
            }
        );

    private static void AssertSameEverywhere<T>(float[] values, Func<ReadOnlyMemory<float>, T> compute)
    {
        T expected = compute(values);
        for (int offset = 0; offset < 32; offset++)
        {
            float[] moved = new float[values.Length + offset];
            values.CopyTo(moved, offset);
            Assert.Equal(expected, compute(moved.AsMemory(offset)));
        }
    }

    private static float[] MakeValues(int length, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle())];
    }
}
