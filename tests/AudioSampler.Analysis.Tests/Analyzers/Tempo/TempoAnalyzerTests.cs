using AudioSampler.Analysis.Analyzers.Tempo;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Tempo;

public sealed class TempoAnalyzerTests
{
    private const int Rate = 22_050;

    [Theory]
    [InlineData(40)]
    [InlineData(52)]
    [InlineData(60)]
    [InlineData(75)]
    [InlineData(90)]
    [InlineData(108)]
    [InlineData(120)]
    [InlineData(140)]
    [InlineData(165)]
    [InlineData(190)]
    [InlineData(220)]
    public async Task Click_track_gives_its_tempo_or_an_octave_of_it(double bpm)
    {
        TempoResult result = await Claimed(TestSignals.ClickTrack(bpm, 30, Rate));
        double ratio = result.Bpm!.Value / bpm;
        Assert.Contains(new[] { 0.5, 1, 2 }, octave => Math.Abs((ratio / octave) - 1) < 0.01);
        Assert.Contains(result.Candidates, c => Math.Abs((c.Bpm / bpm) - 1) < 0.02);
        Assert.True(result.Stable);
        Assert.Empty(result.Curve);
        Assert.Equal(1, result.Candidates[0].Score);
    }

    [Theory]
    [InlineData(100, 4)]
    [InlineData(120, 3)]
    [InlineData(140, 4)]
    public async Task Drums_give_beats_on_the_hits(double bpm, int beatsPerBar)
    {
        TempoResult result = await Claimed(Drums(bpm, beatsPerBar, 30));
        Assert.InRange(result.Bpm!.Value, 0.99 * bpm, 1.01 * bpm);
        double[] truth = [.. Enumerable.Range(0, (int)(29 * bpm / 60)).Select(i => 0.5 + (i * 60 / bpm))];
        int hit = truth.Count(t => result.BeatsS.Any(b => Math.Abs(b - t) < 0.035));
        Assert.True(hit >= 0.95 * truth.Length, $"{hit} of {truth.Length} beats");
    }

    [Fact]
    public async Task Tempo_ramp_is_not_stable_and_has_a_curve()
    {
        TempoResult result = await Claimed(Ramp(80, 130, 60));
        Assert.False(result.Stable);
        Assert.True(result.Curve.Length > 5);
        Assert.InRange(result.Curve[^2].Bpm / result.Curve[1].Bpm, 1.25, 1.75);
    }

    [Fact]
    public async Task Long_region_has_every_beat_across_the_borders_of_chunks()
    {
        TempoResult result = await Claimed(Drums(120, 4, 8 * 60));
        Assert.InRange(result.Bpm!.Value, 119.9, 120.1);
        Assert.InRange(result.BeatsS.Length, 955, 962);
        Assert.All(result.BeatsS.Zip(result.BeatsS.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 0.45, 0.55));
    }

    [Fact]
    public async Task Empty_region_is_skipped_as_too_short() => await Skips([], AnalysisErrorCode.TooShort);

    [Fact]
    public async Task Short_region_is_skipped_as_too_short() =>
        await Skips(TestSignals.ClickTrack(120, 1.2, Rate), AnalysisErrorCode.TooShort);

    [Fact]
    public async Task Silence_is_skipped_as_silent() => await Skips(new float[10 * Rate], AnalysisErrorCode.Silent);

    public static TheoryData<string> Pulseless => ["white", "quiet", "rain", "drone", "hit", "sweep"];

    [Theory]
    [MemberData(nameof(Pulseless))]
    public async Task Sound_without_a_pulse_gives_null_with_the_reason(string kind)
    {
        float[] signal = kind switch
        {
            "white" => TestSignals.Noise(20, Rate),
            "quiet" => TestSignals.Noise(20, Rate, 1e-4),
            "rain" => Rain(20),
            "drone" => TestSignals.Sine(110, 20, Rate),
            "hit" => [.. TestSignals.ClickTrack(30, 1.5, Rate), .. new float[2 * Rate]],
            _ => [.. Enumerable.Range(0, 15 * Rate).Select(i => (float)(0.4 * Math.Sin(2e-6 * i * (double)i)))],
        };
        var outcome = Assert.IsType<Outcome<TempoResult>.Ok>(await Analyze(signal));
        Assert.Null(outcome.Value.Bpm);
        Assert.Null(outcome.Value.Confidence);
        Assert.Null(outcome.Value.TimeSignature);
        Assert.Empty(outcome.Value.BeatsS);
        Assert.NotEmpty(outcome.Reasons["bpm"]);
    }

    [Fact]
    public async Task Gain_and_polarity_make_no_difference()
    {
        float[] signal = Drums(112, 4, 20);
        TempoResult loud = await Claimed(signal);
        TempoResult quiet = await Claimed([.. signal.Select(x => -0.02f * x)]);
        Assert.Equal(loud.Bpm!.Value, quiet.Bpm!.Value, 1);
        Assert.Equal(loud.BeatsS.Length, quiet.BeatsS.Length);
        Assert.All(loud.BeatsS.Zip(quiet.BeatsS), pair => Assert.Equal(pair.First, pair.Second, 2));
        Assert.Equal(loud.TimeSignature, quiet.TimeSignature);
    }

    [Fact]
    public async Task Times_count_from_the_start_of_the_file()
    {
        float[] signal = Drums(112, 4, 15);
        TempoResult atStart = await Claimed(signal);
        TempoResult later = await Claimed(signal, startSeconds: 100);
        Assert.All(atStart.BeatsS.Zip(later.BeatsS), pair => Assert.Equal(pair.First + 100, pair.Second, 3));
        Assert.All(atStart.DownbeatsS.Zip(later.DownbeatsS), pair => Assert.Equal(pair.First + 100, pair.Second, 3));
    }

    [Fact]
    public async Task Clipped_drums_keep_their_tempo()
    {
        TempoResult result = await Claimed([.. Drums(112, 4, 20).Select(x => Math.Clamp(20 * x, -1, 1))]);
        Assert.InRange(result.Bpm!.Value, 111, 113);
    }

    [Fact]
    public async Task Samples_that_are_no_numbers_do_no_harm()
    {
        float[] signal = Drums(112, 4, 20);
        signal[50_000] = float.NaN;
        signal[90_000] = float.NegativeInfinity;
        TempoResult result = await Claimed(signal);
        Assert.InRange(result.Bpm!.Value, 111, 113);
        Assert.All(result.BeatsS, beat => Assert.True(double.IsFinite(beat)));
    }

    [Theory]
    [InlineData(100, 2)]
    [InlineData(120, 2)]
    [InlineData(140, 1)]
    public async Task Short_loop_gives_its_tempo_or_an_octave_of_it(double bpm, int bars)
    {
        TempoResult result = await Claimed(Drums(bpm, 4, bars * 240 / bpm, firstBeatSeconds: 0));
        double ratio = result.Bpm!.Value / bpm;
        Assert.Contains(new[] { 0.5, 1, 2 }, octave => Math.Abs((ratio / octave) - 1) < 0.03);
    }

    [Fact]
    public async Task Downbeats_are_beats_and_candidates_hold_the_relatives()
    {
        TempoResult result = await Claimed(Drums(100, 4, 40));
        Assert.All(result.DownbeatsS, down => Assert.Contains(down, result.BeatsS));
        foreach (double relative in new[] { 0.5, 2 / 3.0, 1, 1.5, 2 })
        {
            Assert.Contains(result.Candidates, c => Math.Abs((c.Bpm / (relative * result.Bpm!.Value)) - 1) < 0.01);
        }

        Assert.All(result.Candidates, c => Assert.InRange(c.Score, 0, 1));
        Assert.InRange(result.Confidence!.Value, 0, 1);
    }

    [Fact]
    public async Task Cancelled_analysis_ends()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new TempoAnalyzer().AnalyzeAsync(Region(Drums(100, 4, 10)), source.Token)
        );
    }

    [Fact]
    public void Options_out_of_range_are_refused_all_at_once()
    {
        var options = new TempoOptions { LowestBpm = 300, PulseThreshold = 2 };
        Assert.Equal(3, options.Validate().Count);
        Assert.Throws<ArgumentException>(() => new TempoAnalyzer(options));
    }

    [Fact]
    public async Task Range_of_the_options_is_kept()
    {
        var outcome = await new TempoAnalyzer(new TempoOptions { LowestBpm = 130, HighestBpm = 240 }).AnalyzeAsync(
            Region(Drums(100, 4, 20)),
            default
        );
        TempoResult? result = outcome.ValueOrNull;
        Assert.True(result is null or { Bpm: null or >= 125 });
    }

    private static ArrayRegionContext Region(float[] signal, double startSeconds = 0) =>
        new ArrayRegionContext(signal, Rate, startSeconds).With(new OnsetSeriesProvider());

    private static Task<Outcome<TempoResult>> Analyze(float[] signal, double startSeconds = 0) =>
        new TempoAnalyzer().AnalyzeAsync(Region(signal, startSeconds), CancellationToken.None);

    private static async Task<TempoResult> Claimed(float[] signal, double startSeconds = 0)
    {
        var outcome = Assert.IsType<Outcome<TempoResult>.Ok>(await Analyze(signal, startSeconds));
        Assert.True(outcome.Value.Bpm is not null, outcome.Reasons.GetValueOrDefault("bpm"));
        return outcome.Value;
    }

    private static async Task Skips(float[] signal, AnalysisErrorCode code) =>
        Assert.Equal(code, Assert.IsType<Outcome<TempoResult>.Skipped>(await Analyze(signal)).Reason.Code);

    // Kick on the first beat (and the third of four), snare on the others, hi-hat on every half beat.
    private static float[] Drums(double bpm, int beatsPerBar, double seconds, double firstBeatSeconds = 0.5)
    {
        float[] signal = new float[(int)(seconds * Rate)];
        var random = new Random(1);
        for (int half = 0; ; half++)
        {
            int start = (int)((firstBeatSeconds + (half * 30 / bpm)) * Rate);
            if (start >= signal.Length)
            {
                return signal;
            }

            int beat = half / 2 % beatsPerBar;
            bool onBeat = half % 2 == 0;
            bool kick = onBeat && (beat == 0 || (beatsPerBar == 4 && beat == 2));
            for (int i = 0; i < Math.Min(4000, signal.Length - start); i++)
            {
                double t = (double)i / Rate;
                double noise = (2 * random.NextDouble()) - 1;
                double sound = 0.08 * noise * Math.Exp(-t * 90);
                sound += kick ? 0.7 * Math.Exp(-t * 25) * Math.Sin(2 * Math.PI * 60 * t) : 0;
                sound += onBeat && !kick ? 0.3 * noise * Math.Exp(-t * 35) : 0;
                signal[start + i] += (float)sound;
            }
        }
    }

    private static float[] Ramp(double fromBpm, double toBpm, double seconds)
    {
        float[] signal = new float[(int)(seconds * Rate)];
        float[] click = TestSignals.ClickTrack(60, 0.3, Rate, firstBeatSeconds: 0);
        for (double t = 0.3; t < seconds - 0.3; t += 60 / (fromBpm + ((toBpm - fromBpm) * t / seconds)))
        {
            int start = (int)(t * Rate);
            for (int i = 0; i < click.Length; i++)
            {
                signal[start + i] += click[i];
            }
        }

        return signal;
    }

    private static float[] Rain(double seconds)
    {
        float[] signal = TestSignals.Noise(seconds, Rate, 0.02);
        var random = new Random(4);
        for (int drop = 0; drop < 60 * seconds; drop++)
        {
            int start = random.Next(signal.Length - 300);
            double level = 0.3 * random.NextDouble() * random.NextDouble();
            double hz = 1500 + (4000 * random.NextDouble());
            for (int i = 0; i < 300; i++)
            {
                signal[start + i] += (float)(level * Math.Exp(-i / 60.0) * Math.Sin(2 * Math.PI * hz * i / Rate));
            }
        }

        return signal;
    }
}
