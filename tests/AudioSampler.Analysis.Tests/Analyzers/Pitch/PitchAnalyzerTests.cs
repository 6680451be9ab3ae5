using AudioSampler.Analysis.Analyzers.Pitch;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Pitch;

public sealed class PitchAnalyzerTests
{
    private const int SampleRate = 22_050;

    [Theory]
    [InlineData(28, 0)]
    [InlineData(45, -30)]
    [InlineData(60, 0)]
    [InlineData(69, 44)]
    [InlineData(88, -20)]
    [InlineData(103, 0)]
    public async Task A_note_has_its_root_and_its_cents(int midi, double cents)
    {
        PitchResult result = await Ok(
            TestSignals.Chords(
                [
                    [midi],
                ],
                1.5,
                SampleRate,
                cents
            )
        );

        Assert.Equal(midi, result.RootMidi);
        Assert.Equal(cents, Assert.NotNull(result.RootCents), 4.0);
        Assert.Equal(440 * Math.Pow(2, (midi - 69 + (cents / 100)) / 12), Assert.NotNull(result.RootHz), result.RootHz.Value * 0.003);
        Assert.InRange(result.Steadiness, 0.8, 1);
    }

    [Fact]
    public async Task A_wide_vibrato_is_less_steady_but_keeps_its_root()
    {
        double phase = 0;
        float[] signal = new float[2 * SampleRate];
        for (int i = 0; i < signal.Length; i++)
        {
            double semitones = 0.8 * Math.Sin(2 * Math.PI * 5.5 * i / SampleRate);
            phase += 2 * Math.PI * 440 * Math.Pow(2, semitones / 12) / SampleRate;
            signal[i] = (float)(0.3 * (Math.Sin(phase) + (0.5 * Math.Sin(2 * phase))));
        }

        PitchResult result = await Ok(signal);

        Assert.Equal(69, result.RootMidi);
        Assert.InRange(result.Steadiness, 0.05, 0.6);
    }

    [Fact]
    public async Task Noise_holds_no_pitch_and_says_so()
    {
        Outcome<PitchResult>.Ok outcome = Assert.IsType<Outcome<PitchResult>.Ok>(await Analyze(TestSignals.Noise(1, SampleRate)));

        Assert.Null(outcome.Value.RootMidi);
        Assert.Null(outcome.Value.RootCents);
        Assert.Null(outcome.Value.RootHz);
        Assert.Equal(0, outcome.Value.Steadiness);
        Assert.Equal(["root_cents", "root_hz", "root_midi"], outcome.Reasons.Keys);
    }

    [Fact]
    public async Task A_quiet_tail_and_noise_before_the_note_do_not_count()
    {
        float[] signal =
        [
            .. TestSignals.Noise(0.5, SampleRate, amplitude: 0.002),
            .. TestSignals.Chords(
                [
                    [64],
                ],
                1,
                SampleRate
            ),
            .. TestSignals.Noise(1, SampleRate, amplitude: 0.002),
        ];

        PitchResult result = await Ok(signal);

        Assert.Equal(64, result.RootMidi);
        Assert.InRange(result.Steadiness, 0.8, 1);
    }

    [Fact]
    public async Task Samples_that_are_no_numbers_do_no_harm()
    {
        float[] signal = TestSignals.Chords(
            [
                [60],
            ],
            1,
            SampleRate
        );
        signal[4000] = float.NaN;
        signal[9000] = float.NegativeInfinity;

        Assert.Equal(60, (await Ok(signal)).RootMidi);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2205)]
    public async Task Silence_is_skipped(int samples)
    {
        Assert.Equal(AnalysisErrorCode.Silent, Assert.IsType<Outcome<PitchResult>.Skipped>(await Analyze(new float[samples])).Reason.Code);
    }

    [Theory]
    [InlineData(SoundKind.Music, 2)]
    [InlineData(SoundKind.Note, 61)]
    public async Task What_is_no_single_note_is_left_alone(SoundKind kind, double seconds)
    {
        Outcome<PitchResult> outcome = await Analyze(new float[(int)(seconds * SampleRate)], kind);

        Assert.Equal(AnalysisErrorCode.NotApplicable, Assert.IsType<Outcome<PitchResult>.Skipped>(outcome).Reason.Code);
    }

    private static async Task<PitchResult> Ok(float[] signal) => Assert.IsType<Outcome<PitchResult>.Ok>(await Analyze(signal)).Value;

    private static Task<Outcome<PitchResult>> Analyze(float[] signal, SoundKind kind = SoundKind.Note) =>
        new PitchAnalyzer().AnalyzeAsync(
            new ArrayRegionContext(signal, SampleRate).With(
                Outcome<ClassificationResult>.Of(
                    new ClassificationResult
                    {
                        Model = "test",
                        Segments = [],
                        Kind = kind,
                    }
                )
            ),
            TestContext.Current.CancellationToken
        );
}
