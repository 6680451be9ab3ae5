using AudioSampler.Analysis.Analyzers.Key;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Key;

public sealed class KeyAnalyzerTests
{
    private const int SampleRate = Cadences.SampleRate;

    public static TheoryData<int> AllKeys => [.. Enumerable.Range(0, MusicalKey.Count)];

    [Theory]
    [MemberData(nameof(AllKeys))]
    public async Task Cadence_gives_its_key(int index)
    {
        var key = new MusicalKey(index);

        KeyResult result = (await Analyze(Cadences.Play(key.TonicPitchClass, index < 12))).Value;

        Assert.Equal(key.Name, result.Key);
        Assert.Equal(key.Tonic, result.Tonic);
        Assert.Equal(key.Mode, result.Mode);
        Assert.Equal(key.Camelot, result.Camelot);
        Assert.Equal(key.OpenKey, result.OpenKey);
        Assert.InRange(result.Confidence, 0.3, 1);
        Assert.Equal(5, result.Alternatives.Length);
        Assert.DoesNotContain(result.Alternatives, other => other.Key == result.Key);
        Assert.Equal(result.Alternatives.OrderByDescending(other => other.Score), result.Alternatives);
        Assert.Empty(result.KeyChanges);
        Assert.Equal(("native", "native", "dotnet"), (result.Method, result.AnalysisMetadata.Method, result.AnalysisMetadata.Environment));
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(-12)]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(45)]
    public async Task Detuned_music_keeps_its_key_and_tells_its_tuning(double cents)
    {
        KeyResult result = (await Analyze(Cadences.Play(2, major: true, tuningCents: cents))).Value;

        Assert.Equal("D major", result.Key);
        Assert.InRange(Assert.NotNull(result.TuningCents), cents - 3, cents + 3);
    }

    [Theory]
    [InlineData(1e-3f)]
    [InlineData(0.2f)]
    [InlineData(-1f)]
    [InlineData(4f)]
    public async Task Gain_and_polarity_change_nothing(float gain)
    {
        float[] signal = Cadences.Play(9, major: false);

        KeyResult plain = (await Analyze(signal)).Value;
        KeyResult scaled = (await Analyze([.. signal.Select(x => gain * x)])).Value;

        Assert.Equal(plain.Key, scaled.Key);
        Assert.Equal(plain.Confidence, scaled.Confidence, 3);
        Assert.Equal(plain.TuningCents, scaled.TuningCents);
    }

    [Fact]
    public async Task Clipped_music_keeps_its_key()
    {
        float[] signal = [.. Cadences.Play(4, major: false, repeats: 2).Select(x => Math.Clamp(20 * x, -1, 1))];

        Assert.Equal("E minor", (await Analyze(signal)).Value.Key);
    }

    [Fact]
    public async Task Drums_over_music_leave_the_key()
    {
        float[] signal = Cadences.Play(7, major: true, repeats: 3);
        float[] drums = Drums(signal.Length);

        Assert.Equal("G major", (await Analyze([.. signal.Zip(drums, (a, b) => a + b)])).Value.Key);
    }

    [Fact]
    public async Task Modulation_gives_key_changes_in_file_time()
    {
        float[] signal = [.. Cadences.Play(0, major: true, repeats: 5), .. Cadences.Play(6, major: true, repeats: 5)];

        KeyResult result = (await Analyze(signal, startSeconds: 100)).Value;

        Assert.Equal(["C major", "F# major"], result.KeyChanges.Select(change => change.Key));
        Assert.Equal(100, result.KeyChanges[0].TimeS);
        Assert.InRange(result.KeyChanges[1].TimeS, 130 - 6, 130 + 6);
    }

    [Fact]
    public async Task Noise_has_no_key() => AssertAtonal(await Analyze(TestSignals.Noise(12, SampleRate)));

    [Fact]
    public async Task Drums_alone_have_no_key() => AssertAtonal(await Analyze(Drums(12 * SampleRate)));

    [Fact]
    public async Task Clicks_have_no_key() => AssertAtonal(await Analyze(TestSignals.ClickTrack(120, 12, SampleRate)));

    [Fact]
    public async Task One_note_has_no_key()
    {
        Outcome<KeyResult>.Ok outcome = await Analyze(
            TestSignals.Chords(
                [
                    [69],
                ],
                4,
                SampleRate
            )
        );

        AssertAtonal(outcome);
        Assert.Contains("one note", outcome.Reasons["key"], StringComparison.Ordinal);
        Assert.InRange(Assert.NotNull(outcome.Value.TuningCents), -1.0, 1.0);
    }

    [Fact]
    public async Task A_sine_has_no_key() => AssertAtonal(await Analyze(TestSignals.Sine(440, 10, SampleRate)));

    [Fact]
    public async Task A_sweep_has_no_key()
    {
        float[] sweep = new float[12 * SampleRate];
        for (int i = 0; i < sweep.Length; i++)
        {
            double t = (double)i / SampleRate;
            sweep[i] = (float)(0.5 * Math.Sin(2 * Math.PI * 100 * 12 / Math.Log(30) * (Math.Exp(t / 12 * Math.Log(30)) - 1)));
        }

        AssertAtonal(await Analyze(sweep));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10 * SampleRate)]
    public async Task Silence_has_no_key(int length)
    {
        Outcome<KeyResult>.Ok outcome = await Analyze(new float[length]);

        AssertAtonal(outcome);
        Assert.Contains("silent", outcome.Reasons["key"], StringComparison.Ordinal);
        Assert.Null(outcome.Value.TuningCents);
        Assert.Contains("tuning_cents", outcome.Reasons.Keys);
    }

    [Fact]
    public async Task A_short_hit_has_no_key()
    {
        Outcome<KeyResult>.Ok outcome = await Analyze(
            TestSignals.Chords(
                [
                    [60, 64, 67],
                ],
                0.4,
                SampleRate
            )
        );

        AssertAtonal(outcome);
        Assert.Contains("shorter", outcome.Reasons["key"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samples_that_are_not_numbers_are_ignored()
    {
        float[] signal = Cadences.Play(5, major: true, repeats: 2);
        for (int i = 0; i < signal.Length; i += 4_001)
        {
            signal[i] = i % 2 == 0 ? float.NaN : float.PositiveInfinity;
        }

        KeyResult result = (await Analyze(signal)).Value;

        Assert.Equal("F major", result.Key);
        Assert.True(double.IsFinite(result.Confidence));
    }

    [Fact]
    public async Task Samples_beyond_all_measure_give_finite_values()
    {
        float[] signal = [.. TestSignals.Noise(4, SampleRate).Select(x => x * float.MaxValue)];

        KeyResult result = (await Analyze(signal)).Value;

        Assert.True(double.IsFinite(result.Confidence));
        Assert.Equal(KeyMode.Atonal, result.Mode);
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(44_100)]
    public async Task Other_rates_give_the_same_key(int sampleRate)
    {
        int[][] chords =
        [
            [38, 62, 66, 69],
            [43, 67, 71, 74],
            [45, 61, 64, 69],
            [38, 62, 66, 69],
        ];
        float[] signal = TestSignals.Chords(chords, 1.5, sampleRate);

        Assert.Equal("D major", (await Analyze(signal, sampleRate: sampleRate)).Value.Key);
    }

    [Fact]
    public async Task Cancellation_stops_it()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new KeyAnalyzer().AnalyzeAsync(Region(Cadences.Play(0, true)), stopped.Token)
        );
    }

    [Fact]
    public void Bad_options_are_all_named()
    {
        ArgumentException problem = Assert.Throws<ArgumentException>(() =>
            new KeyAnalyzer(
                new KeyOptions
                {
                    WindowSeconds = 0,
                    ChangePenalty = double.NaN,
                    MinTonal = 2,
                    Alternatives = 24,
                    MinSeconds = 0,
                    HopSeconds = 0,
                }
            )
        );

        Assert.All(
            ["WindowSeconds", "HopSeconds", "ChangePenalty", "MinSeconds", "MinTonal", "Alternatives"],
            name => Assert.Contains(name, problem.Message, StringComparison.Ordinal)
        );
    }

    private static async Task<Outcome<KeyResult>.Ok> Analyze(float[] signal, double startSeconds = 0, int sampleRate = SampleRate) =>
        Assert.IsType<Outcome<KeyResult>.Ok>(
            await new KeyAnalyzer().AnalyzeAsync(Region(signal, startSeconds, sampleRate), CancellationToken.None)
        );

    private static ArrayRegionContext Region(float[] signal, double startSeconds = 0, int sampleRate = SampleRate) =>
        new ArrayRegionContext(signal, sampleRate, startSeconds).With(new ChromaSeriesProvider());

    private static void AssertAtonal(Outcome<KeyResult>.Ok outcome)
    {
        Assert.Null(outcome.Value.Key);
        Assert.Null(outcome.Value.Tonic);
        Assert.Null(outcome.Value.Camelot);
        Assert.Null(outcome.Value.OpenKey);
        Assert.Equal(KeyMode.Atonal, outcome.Value.Mode);
        Assert.All(["key", "tonic", "camelot", "open_key"], value => Assert.NotEmpty(outcome.Reasons[value]));
        Assert.InRange(outcome.Value.Confidence, 0, 1);
    }

    /// <summary>A kick that falls in pitch, a noisy snare and hi-hats, at 120 bpm.</summary>
    private static float[] Drums(int length)
    {
        float[] signal = new float[length];
        var random = new Random(4);
        int step = SampleRate / 4;
        for (int hit = 0; hit * step < length; hit++)
        {
            bool kick = hit % 4 == 0;
            bool snare = hit % 4 == 2;
            for (int i = 0; i < step && (hit * step) + i < length; i++)
            {
                double t = (double)i / SampleRate;
                double noise = (2 * random.NextDouble()) - 1;
                double value = 0.15 * noise * Math.Exp(-t * 60);
                value += kick ? 0.7 * Math.Exp(-t * 18) * Math.Sin(2 * Math.PI * ((50 * t) + (3 * (1 - Math.Exp(-t * 40))))) : 0;
                value += snare ? 0.5 * noise * Math.Exp(-t * 20) : 0;
                signal[(hit * step) + i] = (float)value;
            }
        }

        return signal;
    }
}
