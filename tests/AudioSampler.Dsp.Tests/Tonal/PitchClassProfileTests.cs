using AudioSampler.Dsp.Tonal;

namespace AudioSampler.Dsp.Tests.Tonal;

public sealed class PitchClassProfileTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 0)]
    [InlineData(11, 40)]
    [InlineData(0, -45)]
    public void Tone_at_the_tuning_goes_to_its_class_alone(int pitchClass, double cents)
    {
        float[] fine = new float[PitchClassProfile.FineBins];
        float[] chroma = new float[12];
        PitchClassProfile.Add(fine, 3 + ((pitchClass + (cents / 100)) / 12), 1);

        PitchClassProfile.Fold(fine, cents, chroma);

        Assert.Equal(pitchClass, Array.IndexOf(chroma, chroma.Max()));
        Assert.InRange(chroma[pitchClass], 0.75f, 1.001f);
        Assert.True(chroma.Sum() - chroma[pitchClass] < 0.35f);
    }

    [Fact]
    public void Weight_is_shared_by_two_bins_and_nothing_is_lost()
    {
        float[] fine = new float[PitchClassProfile.FineBins];

        PitchClassProfile.Add(fine, -0.5 / 36, 2);

        Assert.Equal(2, fine.Sum(), 4);
        Assert.Equal(1, fine[0], 4);
        Assert.Equal(1, fine[35], 4);
    }
}
