using AudioSampler.Analysis.Analyzers.Loudness;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Dsp.Levels;
using AudioSampler.Dsp.Loudness;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Loudness;

public sealed class LoudnessAnalyzerTests
{
    private const int Rate = 48_000;

    [Fact]
    public async Task Tone_reads_its_loudness()
    {
        LoudnessResult result = (await Analyze(Tone(5))).Value;

        Assert.Equal(-26, result.IntegratedLufs!.Value, 0.1);
        Assert.Equal(-26, result.ShortTermMaxLufs!.Value, 0.1);
        Assert.Equal(0, result.LoudnessRangeLu!.Value, 0.1);
        Assert.Equal(-23, result.TruePeakDbtp!.Value, 0.1);
        Assert.Equal(0.1, result.Curve!.HopS, 1e-9);
        Assert.Equal(47, result.Curve.MomentaryLufs.Length);
        Assert.All(result.Curve.MomentaryLufs, lufs => Assert.Equal(-26, lufs!.Value, 0.1));
    }

    [Fact]
    public async Task Result_is_of_the_region_alone()
    {
        float[] signal = [.. Array.ConvertAll(Tone(2), x => 10 * x), .. Tone(3)];

        LoudnessResult result = (await Analyze(signal, 2, 5)).Value;

        Assert.Equal(-26, result.IntegratedLufs!.Value, 0.1);
        Assert.Equal(-23, result.TruePeakDbtp!.Value, 0.2);
        Assert.Equal(27, result.Curve!.MomentaryLufs.Length);
    }

    [Fact]
    public async Task Silence_is_below_the_gate()
    {
        Outcome<LoudnessResult>.Ok outcome = await Analyze(new float[5 * Rate]);

        Assert.Null(outcome.Value.IntegratedLufs);
        Assert.Null(outcome.Value.LoudnessRangeLu);
        Assert.Null(outcome.Value.TruePeakDbtp);
        Assert.Null(outcome.Value.ShortTermMaxLufs);
        Assert.All(outcome.Value.Curve!.MomentaryLufs, lufs => Assert.Null(lufs));
        Assert.Equal("below the gate", outcome.Reasons["integrated_lufs"]);
        Assert.Equal("below the gate", outcome.Reasons["loudness_range_lu"]);
        Assert.Equal("below the gate", outcome.Reasons["short_term_max_lufs"]);
        Assert.Equal("digital silence", outcome.Reasons["true_peak_dbtp"]);
    }

    [Fact]
    public async Task Two_seconds_are_too_short_for_a_range()
    {
        Outcome<LoudnessResult>.Ok outcome = await Analyze(Tone(2));

        Assert.NotNull(outcome.Value.IntegratedLufs);
        Assert.Equal("too short", outcome.Reasons["loudness_range_lu"]);
        Assert.Equal("too short", outcome.Reasons["short_term_max_lufs"]);
        Assert.False(outcome.Reasons.ContainsKey("integrated_lufs"));
    }

    [Fact]
    public async Task A_third_of_a_second_has_a_true_peak_alone()
    {
        Outcome<LoudnessResult>.Ok outcome = await Analyze(Tone(0.33));

        Assert.NotNull(outcome.Value.TruePeakDbtp);
        Assert.Null(outcome.Value.IntegratedLufs);
        Assert.Null(outcome.Value.Curve);
        Assert.Equal("too short", outcome.Reasons["integrated_lufs"]);
        Assert.Equal("too short", outcome.Reasons["curve"]);
    }

    [Fact]
    public async Task Empty_region_has_reasons_for_all()
    {
        Assert.Equal(5, (await Analyze([])).Reasons.Count);
    }

    [Fact]
    public async Task Clipped_noise_is_above_full_scale_between_samples()
    {
        float[] clipped = Array.ConvertAll(TestSignals.Noise(4, Rate, 4), x => Math.Clamp(x, -1, 1));

        Assert.True((await Analyze(clipped)).Value.TruePeakDbtp > 1);
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(192_000)]
    public async Task Any_rate_reads_the_same(int rate)
    {
        float[] tone = TestSignals.Sine(1000, 4, rate, Math.Pow(10, -23.0 / 20));

        Assert.Equal(-26, (await Analyze(tone, 0, 4, rate)).Value.IntegratedLufs!.Value, 0.1);
    }

    [Fact]
    public async Task Cancelled_work_stops()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            new LoudnessAnalyzer().AnalyzeAsync(Context(Tone(1), 0, 1, Rate), cancellation.Token)
        );
    }

    /// <summary>A tone whose single channel reads −26 LUFS: −23 dBFS at its peak, −26 dBFS RMS.</summary>
    private static float[] Tone(double seconds) => TestSignals.Sine(1000, seconds, Rate, Math.Pow(10, -23.0 / 20));

    private static Task<Outcome<LoudnessResult>.Ok> Analyze(float[] signal) => Analyze(signal, 0, (double)signal.Length / Rate);

    private static async Task<Outcome<LoudnessResult>.Ok> Analyze(float[] signal, double start, double end, int rate = Rate) =>
        Assert.IsType<Outcome<LoudnessResult>.Ok>(
            await new LoudnessAnalyzer().AnalyzeAsync(Context(signal, start, end, rate), CancellationToken.None)
        );

    private static ArrayRegionContext Context(float[] signal, double start, double end, int rate)
    {
        var meter = new LoudnessMeter(rate, ChannelWeights.For(1));
        var block = new PlanarBlock(1, Math.Max(1, signal.Length));
        block.Load(signal);
        meter.Process(block);
        return new ArrayRegionContext(signal, rate).With(new Given(meter.Complete().Slice(start, end)));
    }

    private sealed class Given(LoudnessBlocks blocks) : IArtifactProvider<LoudnessBlocks>
    {
        public Task<LoudnessBlocks> ComputeAsync(IRegionContext region, CancellationToken cancellationToken) => Task.FromResult(blocks);
    }
}
