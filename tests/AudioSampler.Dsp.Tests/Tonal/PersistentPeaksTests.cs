using AudioSampler.Dsp.Tonal;

namespace AudioSampler.Dsp.Tests.Tonal;

public sealed class PersistentPeaksTests
{
    [Fact]
    public void Held_peak_stays_and_lone_peak_falls()
    {
        var filter = new PersistentPeaks();
        SpectralPeak[] kept = new SpectralPeak[8];

        Assert.Equal(-1, filter.Push([new(440, 3)], kept));
        Assert.Equal(1, filter.Push([new(441, 2), new(1000, 5)], kept));
        Assert.Equal(new SpectralPeak(440, 2), kept[0]);
        Assert.Equal(1, filter.Push([new(600, 1)], kept));
        Assert.Equal(new SpectralPeak(441, 2), kept[0]);
        Assert.Equal(0, filter.Finish(kept));
        Assert.Equal(11, filter.GivenStrength);
        Assert.Equal(4, filter.KeptStrength);
    }

    [Fact]
    public void Peak_a_semitone_away_is_no_support()
    {
        var filter = new PersistentPeaks();
        SpectralPeak[] kept = new SpectralPeak[8];

        filter.Push([new(440, 3)], kept);

        Assert.Equal(0, filter.Push([new(466.16f, 3)], kept));
    }

    [Fact]
    public void No_frame_gives_nothing() => Assert.Equal(-1, new PersistentPeaks().Finish([]));
}
