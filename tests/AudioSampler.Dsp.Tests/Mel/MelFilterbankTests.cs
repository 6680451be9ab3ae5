using AudioSampler.Dsp.Mel;

namespace AudioSampler.Dsp.Tests.Mel;

public sealed class MelFilterbankTests
{
    private static readonly MelOptions Small = new()
    {
        SampleRate = 16000,
        FftLength = 512,
        BandCount = 40,
    };

    [Fact]
    public void Bands_are_those_of_the_dense_matrices()
    {
        GoldenMel golden = Golden.Read<GoldenMel>("Mel", "mel.json");
        Assert.NotEmpty(golden.Cases);
        foreach (GoldenCase expected in golden.Cases)
        {
            var bank = new MelFilterbank(
                new MelOptions
                {
                    SampleRate = golden.SampleRate,
                    FftLength = golden.FftLength,
                    BandCount = expected.BandCount,
                    LowestHz = expected.LowestHz,
                    HighestHz = expected.HighestHz,
                    Scale = Enum.Parse<MelScale>(expected.Scale),
                    AreaNormalised = expected.AreaNormalised,
                    StraightInMel = expected.StraightInMel,
                }
            );
            float[] bands = new float[bank.BandCount];
            bank.Apply(golden.Spectrum, bands);
            Assert.Equal(expected.EmptyBands, bank.EmptyBandCount);
            for (int band = 0; band < bands.Length; band++)
            {
                Assert.Equal(expected.Bands[band], bands[band], 1e-6 + (1e-5 * Math.Abs(expected.Bands[band])));
            }
        }
    }

    [Fact]
    public void Twice_the_spectrum_gives_twice_the_bands_and_silence_zeros()
    {
        var bank = new MelFilterbank(Small);
        float[] spectrum = [.. Enumerable.Range(1, bank.BinCount).Select(k => 1f / k)];
        float[] bands = new float[40];
        float[] doubled = new float[40];
        bank.Apply(spectrum, bands);
        bank.Apply([.. spectrum.Select(x => 2 * x)], doubled);
        Assert.Equal(bands.Select(x => 2 * x), doubled);
        Assert.Contains(bands, x => x > 0);

        bank.Apply(new float[bank.BinCount], bands);
        Assert.All(bands, band => Assert.Equal(0, band));
    }

    [Fact]
    public void Tone_is_strongest_in_the_band_around_it()
    {
        var bank = new MelFilterbank(Small with { AreaNormalised = false });
        float[] spectrum = new float[bank.BinCount];
        spectrum[64] = 1;
        float[] bands = new float[40];
        bank.Apply(spectrum, bands);
        int nearest = Array.IndexOf(bank.CentresHz, bank.CentresHz.MinBy(hz => Math.Abs(hz - 2000)));
        Assert.Equal(nearest, Array.IndexOf(bands, bands.Max()));
        Assert.Equal(2, bands.Count(band => band > 0));
    }

    [Fact]
    public void White_spectrum_gives_equal_bands_when_normalised_by_area()
    {
        var bank = new MelFilterbank(Small with { FftLength = 8192 });
        float[] spectrum = new float[bank.BinCount];
        Array.Fill(spectrum, 1);
        float[] bands = new float[40];
        bank.Apply(spectrum, bands);
        Assert.Equal(0, bank.EmptyBandCount);
        Assert.All(bands, band => Assert.Equal(8192f / 16000, band, 0.01f));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Bad_bin_spoils_only_its_own_bands(float bad)
    {
        var bank = new MelFilterbank(Small);
        float[] spectrum = new float[bank.BinCount];
        spectrum[64] = bad;
        float[] bands = new float[40];
        bank.Apply(spectrum, bands);
        Assert.Equal(2, bands.Count(band => !float.IsFinite(band)));
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        var bank = new MelFilterbank(Small);
        Assert.Throws<ArgumentException>(() => bank.Apply(new float[256], new float[40]));
        Assert.Throws<ArgumentException>(() => bank.Apply(new float[257], new float[39]));
    }

    [Fact]
    public void Bad_options_are_refused_with_every_problem()
    {
        var options = new MelOptions
        {
            SampleRate = 0,
            FftLength = 500,
            BandCount = 0,
            LowestHz = double.NaN,
        };
        Assert.Equal(4, options.Validate().Count);
        Assert.Throws<ArgumentException>(() => new MelFilterbank(options));
        Assert.Single((Small with { HighestHz = 8001 }).Validate());
        Assert.Single((Small with { LowestHz = 500, HighestHz = 500 }).Validate());
        Assert.Empty(Small.Validate());
    }

    private sealed record GoldenMel(int SampleRate, int FftLength, float[] Spectrum, GoldenCase[] Cases);

    private sealed record GoldenCase(
        string Scale,
        bool AreaNormalised,
        bool StraightInMel,
        int BandCount,
        double LowestHz,
        double HighestHz,
        int EmptyBands,
        double[] Bands
    );
}
