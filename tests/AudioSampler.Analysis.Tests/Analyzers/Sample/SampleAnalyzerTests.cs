using AudioSampler.Analysis.Analyzers.Sample;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Sample;

public sealed class SampleAnalyzerTests
{
    private const int SampleRate = 22_050;

    [Theory]
    [InlineData(120, 8, "4/4", 4, 16)]
    [InlineData(90, 8, "3/4", 4, 12)]
    [InlineData(140, 6.857, "4/4", 4, 16)]
    [InlineData(120, 2, null, null, 4)]
    public async Task A_whole_number_of_bars_is_a_loop_with_the_tempo_of_its_length(
        double bpm,
        double seconds,
        string? meter,
        int? bars,
        int beats
    )
    {
        SampleResult result = await Ok(
            TestSignals.ClickTrack(bpm, seconds, SampleRate, firstBeatSeconds: 0),
            SoundKind.Music,
            bpm * 1.001,
            meter
        );

        Assert.Equal(SampleType.Loop, result.Type);
        Assert.NotNull(result.Loop);
        LoopResult loop = result.Loop;
        Assert.Equal((bars, beats), (loop.Bars, loop.Beats));
        Assert.Equal(60 * beats / seconds, loop.Bpm, 0.02);
        Assert.InRange(loop.StartS, 0, 0.012);
        Assert.Equal(seconds, loop.EndS, 1e-3);
        Assert.InRange(loop.SeamCost, 0, 1);
    }

    [Theory]
    [InlineData(120, 8.3, "4/4")]
    [InlineData(120, 10, "4/4")]
    [InlineData(120, 70, "4/4")]
    public async Task A_length_that_fits_no_bars_is_a_phrase(double bpm, double seconds, string meter)
    {
        SampleResult result = await Ok(TestSignals.ClickTrack(bpm, seconds, SampleRate), SoundKind.Music, bpm, meter);

        Assert.Equal((SampleType.Phrase, null), (result.Type, result.Loop));
    }

    [Theory]
    [InlineData(SoundKind.Percussion)]
    [InlineData(SoundKind.Note)]
    public async Task Hits_and_notes_are_one_shots_with_attack_and_decay(SoundKind kind)
    {
        float[] hit = new float[SampleRate];
        for (int i = 0; i < hit.Length; i++)
        {
            double t = (double)i / SampleRate;
            hit[i] = (float)(Math.Min(1, t / 0.02) * Math.Exp(-t * 10) * Math.Sin(2 * Math.PI * 300 * t));
        }

        SampleResult result = await Ok(hit, kind);

        Assert.Equal(SampleType.OneShot, result.Type);
        Assert.Equal(0.9, result.Confidence);
        Assert.InRange(Assert.NotNull(result.AttackMs), 8, 20);
        Assert.InRange(Assert.NotNull(result.DecayMs), 200, 240);
    }

    [Fact]
    public async Task Rain_is_an_ambience_a_bark_a_one_shot_and_a_row_of_barks_a_phrase()
    {
        float[] rain = TestSignals.Noise(6, SampleRate);
        float[] bark = [.. TestSignals.Noise(0.2, SampleRate), .. TestSignals.Noise(0.8, SampleRate, amplitude: 0.001)];
        float[] barks = [.. Enumerable.Repeat(bark, 8).SelectMany(b => b)];

        Assert.Equal(SampleType.Ambience, (await Ok(rain, SoundKind.Environment)).Type);
        Assert.Equal(SampleType.OneShot, (await Ok(bark, SoundKind.Environment)).Type);
        Assert.Equal(SampleType.Phrase, (await Ok(barks, SoundKind.Environment)).Type);
    }

    [Fact]
    public async Task Silence_and_what_is_too_short_are_skipped()
    {
        Assert.Equal(
            AnalysisErrorCode.Silent,
            Assert.IsType<Outcome<SampleResult>.Skipped>(await Analyze(Region(new float[5000]))).Reason.Code
        );
        Assert.Equal(
            AnalysisErrorCode.TooShort,
            Assert.IsType<Outcome<SampleResult>.Skipped>(await Analyze(Region(new float[100]))).Reason.Code
        );
        Assert.Equal(AnalysisErrorCode.TooShort, Assert.IsType<Outcome<SampleResult>.Skipped>(await Analyze(Region([]))).Reason.Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    [InlineData(3)]
    [InlineData(5)]
    public void The_seam_is_at_a_rising_zero_crossing_to_which_the_end_leads_on(double phase)
    {
        // Twenty periods that end just before a rising zero crossing, whatever the phase at the start.
        int length = (int)Math.Round(((20 * 2 * Math.PI) - phase) * SampleRate / (2 * Math.PI * 110));
        float[] tone = TestSignals.Sine(110, (double)length / SampleRate, SampleRate, phase: phase);

        LoopSeam seam = LoopSeam.Find(new ArraySignal(tone, SampleRate));

        Assert.InRange(seam.Start, 0, 0.012 * SampleRate);
        Assert.True(seam.Start == 0 || (tone[seam.Start - 1] <= 0 && tone[seam.Start] >= 0), $"no crossing at {seam.Start}");
        Assert.InRange(Math.Abs(tone[seam.Start]), 0, 0.02);
        Assert.InRange(seam.Cost, 0, 0.02);
    }

    [Fact]
    public void An_end_that_leads_nowhere_costs_much_and_silence_nothing()
    {
        float[] ramp = [.. Enumerable.Range(0, 20_000).Select(i => i / 20_000f)];

        Assert.InRange(LoopSeam.Find(new ArraySignal(ramp, SampleRate)).Cost, 0.3, 1);
        Assert.Equal(
            (0, 0),
            (
                LoopSeam.Find(new ArraySignal(new float[5000], SampleRate)).Start,
                LoopSeam.Find(new ArraySignal(new float[5000], SampleRate)).Cost
            )
        );
        Assert.Equal(0, LoopSeam.Find(new ArraySignal([], SampleRate)).Start);
        Assert.Equal(0, LoopSeam.Find(new ArraySignal([0.5f], SampleRate)).Start);
    }

    private static async Task<SampleResult> Ok(float[] signal, SoundKind kind, double? bpm = null, string? meter = null) =>
        Assert.IsType<Outcome<SampleResult>.Ok>(await Analyze(Region(signal, kind, bpm, meter))).Value;

    private static Task<Outcome<SampleResult>> Analyze(IRegionContext region) =>
        new SampleAnalyzer().AnalyzeAsync(region, TestContext.Current.CancellationToken);

    private static ArrayRegionContext Region(float[] signal, SoundKind kind = SoundKind.Music, double? bpm = null, string? meter = null) =>
        new ArrayRegionContext(signal, SampleRate)
            .With(new OnsetSeriesProvider())
            .With(
                Outcome<ClassificationResult>.Of(
                    new ClassificationResult
                    {
                        Model = "test",
                        Segments = [],
                        Kind = kind,
                        KindScore = 0.9,
                    }
                )
            )
            .With(
                Outcome<TempoResult>.Of(
                    new TempoResult
                    {
                        Bpm = bpm,
                        Confidence = bpm is null ? null : 0.95,
                        Stable = bpm is null ? null : true,
                        TimeSignature = meter,
                    }
                )
            );
}
