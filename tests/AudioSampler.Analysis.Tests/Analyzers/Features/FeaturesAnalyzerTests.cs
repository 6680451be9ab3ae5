using AudioSampler.Analysis.Analyzers.Features;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Features;

public class FeaturesAnalyzerTests
{
    private const int Rate = FeatureLayout.SampleRate;

    [Fact]
    public async Task A_steady_tone_has_its_level_and_frequency_and_no_spread()
    {
        FeaturesResult result = (await AnalyzeAsync(TestSignals.Sine(1000, 2, Rate))).Value;

        Assert.Equal(2, result.DurationS);
        Assert.Equal(-9.03, result.RmsDb!.Mean, 1);
        Assert.InRange(result.RmsDb.Std, 0, 0.1);
        Assert.Equal(1000, result.CentroidHz!.Mean, 30.0);
        Assert.Equal(1000, result.RolloffHz!.Mean, 30.0);
        Assert.Equal(2 * 1000.0 / Rate, result.ZeroCrossingRate!.Mean, 2);
        Assert.Equal(20, result.MfccMean.Length);
        Assert.Equal(20, result.MfccStd.Length);
    }

    [Fact]
    public async Task A_chord_has_its_pitch_classes_and_silence_has_none()
    {
        FeaturesResult chord = (
            await AnalyzeAsync(
                TestSignals.Chords(
                    [
                        [60, 64, 67],
                    ],
                    3,
                    Rate
                )
            )
        ).Value;
        Outcome<FeaturesResult>.Ok silence = await AnalyzeAsync(new float[Rate]);

        Assert.Equal(12, chord.ChromaMean.Length);
        Assert.Equal(1, chord.ChromaMean.Max());
        Assert.True(Math.Min(chord.ChromaMean[0], Math.Min(chord.ChromaMean[4], chord.ChromaMean[7])) > chord.ChromaMean[1] + 0.2);
        Assert.Empty(silence.Value.ChromaMean);
        Assert.Equal("nothing pitched sounds", silence.Reasons["chroma_mean"]);
    }

    [Fact]
    public async Task Clicks_are_counted_and_rise_more_than_a_steady_tone()
    {
        FeaturesResult clicks = (await AnalyzeAsync(TestSignals.ClickTrack(120, 4, Rate))).Value;
        FeaturesResult tone = (await AnalyzeAsync(TestSignals.Sine(440, 4, Rate))).Value;

        Assert.Equal(2, clicks.OnsetRateHz!.Value, 0.3);
        Assert.True(clicks.OnsetStrength!.Mean > tone.OnsetStrength!.Mean + 0.5);
    }

    [Fact]
    public async Task Silence_has_no_statistics_and_says_why()
    {
        Outcome<FeaturesResult>.Ok outcome = await AnalyzeAsync(new float[Rate]);

        Assert.Equal(1, outcome.Value.DurationS);
        Assert.Null(outcome.Value.RmsDb);
        Assert.Null(outcome.Value.CentroidHz);
        Assert.Empty(outcome.Value.MfccMean);
        Assert.Equal("the region is digital silence", outcome.Reasons["rms_db"]);
    }

    [Fact]
    public async Task Silence_around_a_sound_is_left_out_of_the_statistics()
    {
        float[] sound = TestSignals.Noise(1, Rate, 0.1);
        FeaturesResult alone = (await AnalyzeAsync(sound)).Value;
        FeaturesResult padded = (await AnalyzeAsync([.. new float[10 * 2048], .. sound, .. new float[10 * 2048]])).Value;

        Assert.Equal(alone.RmsDb!.Mean, padded.RmsDb!.Mean, 0.3);
        Assert.Equal(alone.CentroidHz!.Mean, padded.CentroidHz!.Mean, 60.0);
    }

    [Fact]
    public async Task A_region_without_samples_is_skipped()
    {
        Outcome<FeaturesResult> outcome = await new FeaturesAnalyzer().AnalyzeAsync(Context([]), CancellationToken.None);

        Assert.Equal(AnalysisErrorCode.TooShort, Assert.IsType<Outcome<FeaturesResult>.Skipped>(outcome).Reason.Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    public async Task A_region_of_few_samples_has_finite_statistics(int length)
    {
        FeaturesResult result = (await AnalyzeAsync(TestSignals.Noise(1, Rate)[..length])).Value;

        Assert.True(double.IsFinite(result.RmsDb!.Mean));
        Assert.Null(result.OnsetRateHz);
        Assert.All(result.MfccMean, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public async Task Samples_that_are_not_numbers_leave_finite_statistics()
    {
        float[] region = TestSignals.Noise(1, Rate);
        region[1000] = float.NaN;
        region[2000] = float.NegativeInfinity;

        FeaturesResult result = (await AnalyzeAsync(region)).Value;

        Assert.True(double.IsFinite(result.RmsDb!.Mean));
        Assert.True(double.IsFinite(result.Flatness!.Std));
    }

    [Fact]
    public async Task Gain_moves_the_level_alone()
    {
        float[] sound = TestSignals.Noise(1, Rate, 0.5);
        FeaturesResult full = (await AnalyzeAsync(sound)).Value;
        FeaturesResult half = (await AnalyzeAsync([.. sound.Select(s => s / 2)])).Value;

        Assert.Equal(full.RmsDb!.Mean - 6.02, half.RmsDb!.Mean, 2);
        Assert.Equal(full.CentroidHz!.Mean, half.CentroidHz!.Mean, 1);
        Assert.Equal(full.MfccMean[1], half.MfccMean[1], 2);
    }

    [Fact]
    public async Task A_cancelled_analysis_stops()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new FeaturesAnalyzer().AnalyzeAsync(Context(new float[Rate]), source.Token)
        );
    }

    private static async Task<Outcome<FeaturesResult>.Ok> AnalyzeAsync(float[] samples) =>
        Assert.IsType<Outcome<FeaturesResult>.Ok>(await new FeaturesAnalyzer().AnalyzeAsync(Context(samples), CancellationToken.None));

    private static ArrayRegionContext Context(float[] samples) =>
        new ArrayRegionContext(samples, Rate)
            .With(new FeatureSeriesProvider())
            .With(new ChromaSeriesProvider())
            .With(new OnsetSeriesProvider());
}
