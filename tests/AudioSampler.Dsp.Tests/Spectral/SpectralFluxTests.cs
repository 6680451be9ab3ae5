using AudioSampler.Dsp.Spectral;

namespace AudioSampler.Dsp.Tests.Spectral;

public sealed class SpectralFluxTests
{
    [Fact]
    public void Two_frames_have_the_distance_of_numpy()
    {
        var golden = GoldenShape.Read();
        var flux = new SpectralFlux(513);
        Assert.Null(flux.Next(Magnitude(golden.Cases[0])));
        Assert.Equal(golden.Flux, flux.Next(Magnitude(golden.Cases[1]))!.Value, 1e-5);
    }

    [Fact]
    public void Same_shape_at_another_level_is_no_change()
    {
        float[] frame = Magnitude(GoldenShape.Read().Cases[0]);
        var flux = new SpectralFlux(513);
        flux.Next(frame);
        Assert.Equal(0, flux.Next([.. frame.Select(m => 1000 * m)])!.Value, 1e-5f);
    }

    [Fact]
    public void Nothing_in_common_is_the_square_root_of_two()
    {
        var flux = new SpectralFlux(4);
        flux.Next([1, 2, 0, 0]);
        Assert.Equal(MathF.Sqrt(2), flux.Next([0, 0, 3, 1])!.Value, 1e-6f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Silent_or_bad_frame_has_no_flux_and_neither_has_the_next(float value)
    {
        var flux = new SpectralFlux(2);
        flux.Next([1, 1]);
        Assert.Null(flux.Next([value, 0]));
        Assert.Null(flux.Next([1, 1]));
        Assert.NotNull(flux.Next([1, 2]));
    }

    [Fact]
    public void Reset_forgets_the_last_frame()
    {
        var flux = new SpectralFlux(2);
        flux.Next([1, 1]);
        flux.Reset();
        Assert.Null(flux.Next([1, 1]));
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralFlux(0));
        Assert.Throws<ArgumentException>(() => new SpectralFlux(2).Next(new float[3]));
    }

    private static float[] Magnitude(GoldenShape.Case golden) => [.. golden.Power.Select(MathF.Sqrt)];
}
