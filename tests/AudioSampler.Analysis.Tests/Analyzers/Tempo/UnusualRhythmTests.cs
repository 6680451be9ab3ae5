using AudioSampler.Analysis.Analyzers.Tempo;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Tempo;

/// <summary>Rhythms at and beyond what the analyzer claims: each has a result that holds together.</summary>
public sealed class UnusualRhythmTests
{
    private const int Rate = 22_050;

    [Theory]
    [InlineData(30)]
    [InlineData(300)]
    public async Task A_tempo_at_or_beyond_the_ends_of_the_range_is_told_or_one_of_its_multiples(double bpm)
    {
        TempoResult result = await Analyze(TestSignals.ClickTrack(bpm, 40, Rate));

        double ratio = result.Bpm!.Value / bpm;
        Assert.Contains((double[])[0.25, 1 / 3.0, 0.5, 1, 2, 3, 4], multiple => Math.Abs((ratio / multiple) - 1) < 0.01);
        Assert.InRange(result.Bpm.Value, 30, 240);
        Sound(result, 40);
    }

    [Theory]
    [InlineData(5, "5/4")]
    [InlineData(7, "7/8")]
    public async Task A_rare_meter_is_named_right_or_without_certainty(int beatsPerBar, string meter)
    {
        TempoResult result = await Analyze(TestSignals.ClickTrack(140, 40, Rate, beatsPerBar));

        double ratio = result.Bpm!.Value / 140;
        Assert.Contains((double[])[0.5, 1, 2], multiple => Math.Abs((ratio / multiple) - 1) < 0.01);
        Assert.True(
            result.TimeSignature is null || result.TimeSignature == meter || result.MeterConfidence < 0.95,
            $"{meter} is called {result.TimeSignature} with {result.MeterConfidence}"
        );
        Sound(result, 40);
    }

    [Fact]
    public async Task A_tempo_that_changes_in_the_middle_is_not_stable_and_its_curve_has_both()
    {
        TempoResult result = await Analyze([.. TestSignals.ClickTrack(92, 40, Rate), .. TestSignals.ClickTrack(128, 40, Rate)]);

        Assert.False(result.Stable);
        Assert.True(Levels(result.Curve.First(p => p.TimeS > 10).Bpm, 92), $"{result.Curve.First(p => p.TimeS > 10).Bpm} at 10 s");
        Assert.True(Levels(result.Curve.Last(p => p.TimeS < 70).Bpm, 128), $"{result.Curve.Last(p => p.TimeS < 70).Bpm} at 70 s");
        Sound(result, 80);

        static bool Levels(double bpm, double truth) => ((double[])[0.5, 1, 2]).Any(m => Math.Abs((bpm / truth / m) - 1) < 0.03);
    }

    [Fact]
    public async Task A_sweep_has_no_tempo()
    {
        double phase = 0;
        float[] sweep = new float[20 * Rate];
        for (int i = 0; i < sweep.Length; i++)
        {
            phase += 2 * Math.PI * 50 * Math.Pow(160, (double)i / sweep.Length) / Rate;
            sweep[i] = (float)(0.5 * Math.Sin(phase));
        }

        Assert.Null((await Analyze(sweep)).Bpm);
    }

    [Fact]
    public async Task One_click_in_silence_has_no_tempo()
    {
        float[] signal = new float[10 * Rate];
        TestSignals.ClickTrack(60, 0.5, Rate).CopyTo(signal, 4 * Rate);

        Assert.Null((await Analyze(signal)).Bpm);
    }

    private static void Sound(TempoResult result, double seconds)
    {
        Assert.Equal(result.BeatsS.Order(), result.BeatsS);
        Assert.All(result.BeatsS, beat => Assert.InRange(beat, 0, seconds));
        Assert.All(result.DownbeatsS, down => Assert.Contains(down, result.BeatsS));
        Assert.InRange(Assert.NotNull(result.Confidence), 0, 1);
        Assert.Equal(result.Candidates.Skip(1).Select(c => c.Score).OrderDescending(), result.Candidates.Skip(1).Select(c => c.Score));
    }

    private static async Task<TempoResult> Analyze(float[] signal)
    {
        var region = new ArrayRegionContext(signal, Rate).With(new OnsetSeriesProvider());
        return Assert
            .IsType<Outcome<TempoResult>.Ok>(await new TempoAnalyzer().AnalyzeAsync(region, TestContext.Current.CancellationToken))
            .Value;
    }
}
