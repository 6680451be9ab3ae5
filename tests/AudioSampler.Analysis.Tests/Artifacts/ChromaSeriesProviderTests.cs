using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Artifacts;

public sealed class ChromaSeriesProviderTests
{
    [Fact]
    public async Task Tone_leads_the_mean_chroma()
    {
        ChromaSeries series = await Compute(TestSignals.Sine(440, 20, 22_050));

        Assert.Equal(12, series.MeanChroma.Length);
        Assert.Equal(1, series.MeanChroma[9]);
        Assert.All(series.MeanChroma, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public async Task Silence_has_no_chroma()
    {
        ChromaSeries series = await Compute(new float[22_050]);

        Assert.All(series.MeanChroma, value => Assert.Equal(0, value));
        Assert.Null(series.Frames.Tuning);
    }

    [Fact]
    public async Task Series_is_compact_and_keeps_file_time()
    {
        ChromaSeries series = await Compute(TestSignals.Sine(440, 60, 22_050), startSeconds: 30);

        Assert.InRange(series.Frames.Count, 105, 110);
        Assert.Equal(30, series.TimeOf(0));
        Assert.InRange(series.TimeOf(series.Frames.Count), 90, 91.5);
    }

    private static Task<ChromaSeries> Compute(float[] signal, double startSeconds = 0) =>
        new ChromaSeriesProvider().ComputeAsync(new ArrayRegionContext(signal, startSeconds: startSeconds), CancellationToken.None);
}
