using AudioSampler.Dsp.Mel;

namespace AudioSampler.Dsp.Tests.Mel;

public sealed class MelFrequencyTests
{
    [Theory]
    [InlineData(MelScale.Htk, 1000, 999.9855)]
    [InlineData(MelScale.Htk, 0, 0)]
    [InlineData(MelScale.Slaney, 500, 7.5)]
    [InlineData(MelScale.Slaney, 1000, 15)]
    [InlineData(MelScale.Slaney, 6400, 42)]
    public void Frequency_has_its_published_mel(MelScale scale, double hz, double mel) =>
        Assert.Equal(mel, MelFrequency.FromHz(hz, scale), 1e-3);

    [Theory]
    [InlineData(MelScale.Htk)]
    [InlineData(MelScale.Slaney)]
    public void There_and_back_is_the_same_and_rises(MelScale scale)
    {
        double last = -1;
        for (double hz = 0; hz < 20000; hz += 99.7)
        {
            double mel = MelFrequency.FromHz(hz, scale);
            Assert.True(mel > last);
            last = mel;
            Assert.Equal(hz, MelFrequency.ToHz(mel, scale), 1e-7);
        }
    }
}
