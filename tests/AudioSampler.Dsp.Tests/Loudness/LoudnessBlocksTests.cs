using AudioSampler.Dsp.Loudness;

namespace AudioSampler.Dsp.Tests.Loudness;

public sealed class LoudnessBlocksTests
{
    private static readonly float[] Energies = [.. Enumerable.Range(0, 50).Select(i => (float)i)];
    private static readonly float[] Peaks = [.. Enumerable.Range(0, 51).Select(i => i / 100f)];

    [Fact]
    public void Region_takes_the_blocks_between_the_nearest_borders()
    {
        LoudnessBlocks region = new LoudnessBlocks(0, 0.1, Energies, Peaks).Slice(1.04, 2.06);

        Assert.Equal(Energies[10..21], region.Energies.ToArray());
        Assert.Equal(1.0, region.StartSeconds, 1e-9);
    }

    [Fact]
    public void Region_takes_the_true_peaks_of_all_blocks_that_it_touches()
    {
        LoudnessBlocks region = new LoudnessBlocks(0, 0.1, Energies, Peaks).Slice(1.04, 2.06);

        Assert.Equal(Peaks[10..21], region.TruePeaks.ToArray());
        Assert.Equal(20 * Math.Log10(0.20), region.TruePeakDbtp!.Value, 1e-5);
    }

    [Fact]
    public void Region_up_to_the_end_has_the_last_true_peak()
    {
        LoudnessBlocks region = new LoudnessBlocks(0, 0.1, Energies, Peaks).Slice(4.5, 5.03);

        Assert.Equal(Energies[45..], region.Energies.ToArray());
        Assert.Equal(Peaks[45..], region.TruePeaks.ToArray());
    }

    [Fact]
    public void Region_of_four_tenths_always_has_a_window()
    {
        var blocks = new LoudnessBlocks(0, 0.1, Energies, Peaks);
        for (double start = 0; start < 4; start += 0.0137)
        {
            Assert.True(blocks.Slice(start, start + 0.4001).Count >= GatedLoudness.MomentaryBlocks);
        }
    }

    [Theory]
    [InlineData(-1, 99, 50)]
    [InlineData(3, 3, 0)]
    [InlineData(4, 2, 0)]
    [InlineData(80, 90, 0)]
    public void Borders_outside_the_file_are_kept_inside(double start, double end, int expected)
    {
        Assert.Equal(expected, new LoudnessBlocks(0, 0.1, Energies, Peaks).Slice(start, end).Count);
    }

    [Fact]
    public void Slice_of_a_slice_counts_from_the_start_of_the_file()
    {
        LoudnessBlocks region = new LoudnessBlocks(0, 0.1, Energies, Peaks).Slice(1, 4).Slice(2, 3);

        Assert.Equal(Energies[20..30], region.Energies.ToArray());
    }

    [Fact]
    public void Loudness_of_a_region_is_that_of_the_region_cut_out()
    {
        float[] tone = Metering.Steps(1000, 48_000, (-40, 2), (-20, 3), (-33, 2));
        LoudnessBlocks file = Metering.Loudness(48_000, [tone, tone]);

        Assert.Equal(-20, GatedLoudness.Integrated(file.Slice(2, 5).Energies)!.Value, 0.05);
        Assert.Equal(-33, GatedLoudness.Integrated(file.Slice(5.1, 7).Energies)!.Value, 0.05);
        Assert.Equal(-20, file.Slice(2.1, 4.9).TruePeakDbtp!.Value, 0.05);
        Assert.Equal(-40, file.Slice(0.1, 1.9).TruePeakDbtp!.Value, 0.05);
    }
}
