using AudioSampler.Analysis.Analyzers.Chords;
using AudioSampler.Analysis.Analyzers.Key;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Chords;

public sealed class ChordsAnalyzerTests
{
    private const int SampleRate = 22_050;
    private const int ChordCount = AudioSampler.Analysis.Analyzers.Chords.Chord.Count;

    public static TheoryData<int> Roots => [.. Enumerable.Range(0, 12)];

    [Theory]
    [MemberData(nameof(Roots))]
    public async Task A_progression_is_named_in_every_transposition(int root)
    {
        int[][] chords = [Chord(root, 0, 4, 7), Chord(root + 9, 0, 3, 7), Chord(root + 5, 0, 4, 7), Chord(root + 2, 0, 3, 7)];
        ArrayRegionContext region = Region(TestSignals.Chords(chords, 2, SampleRate), beatSeconds: 0.5);

        ChordsResult result = await Ok(region);

        Assert.Equal(ChordGrid.Beats, result.Grid);
        Assert.Equal([Name(root), Name(root + 9) + "m", Name(root + 5), Name(root + 2) + "m"], result.Chords.Select(c => c.Chord));
        Assert.Equal([0, 2, 4, 6], result.Chords.Select(c => Math.Round(c.StartS, 2)));
        Assert.All(result.Chords, chord => Assert.InRange(chord.Confidence, 0.3, 1));
    }

    [Theory]
    [InlineData("7", 0, 4, 10, 19)]
    [InlineData("maj7", 0, 4, 11, 19)]
    [InlineData("dim", 0, 3, 6, 12)]
    [InlineData("m", 0, 3, 7, 12)]
    public async Task Qualities_are_told_apart(string quality, params int[] intervals)
    {
        int[][] chords =
        [
            [41, .. intervals.Select(i => 53 + i)],
            [43, .. intervals.Select(i => 55 + i)],
        ];

        ChordsResult result = await Ok(Region(TestSignals.Chords(chords, 3, SampleRate), beatSeconds: 0.5));

        Assert.Equal(["F" + quality, "G" + quality], result.Chords.Select(c => c.Chord));
    }

    [Fact]
    public async Task Times_count_from_the_start_of_the_file_and_leave_no_gap()
    {
        float[] signal = TestSignals.Chords([Chord(0, 0, 4, 7), Chord(7, 0, 4, 7)], 3, SampleRate);

        ChordsResult result = await Ok(Region(signal, beatSeconds: 0.5, startSeconds: 100));

        Assert.Equal(100, result.Chords[0].StartS, 1e-3);
        Assert.Equal(106, result.Chords[^1].EndS, 1e-3);
        Assert.Equal(result.Chords.Skip(1).Select(c => c.StartS), result.Chords.SkipLast(1).Select(c => c.EndS));
    }

    [Fact]
    public async Task Without_beats_the_grid_is_half_seconds_and_says_so()
    {
        float[] signal = TestSignals.Chords([Chord(0, 0, 4, 7), Chord(9, 0, 3, 7)], 3, SampleRate);
        ArrayRegionContext region = new ArrayRegionContext(signal, SampleRate).With(new ChromaSeriesProvider());

        var outcome = Assert.IsType<Outcome<ChordsResult>.Ok>(
            await new ChordsAnalyzer().AnalyzeAsync(region, TestContext.Current.CancellationToken)
        );

        Assert.Equal(ChordGrid.HalfSeconds, outcome.Value.Grid);
        Assert.Equal(["tempo"], outcome.Substituted);
        Assert.Equal(["C", "Am"], outcome.Value.Chords.Select(c => c.Chord));
    }

    [Fact]
    public async Task Noise_has_no_chord()
    {
        ChordsResult result = await Ok(Region(TestSignals.Noise(8, SampleRate), beatSeconds: 0.5));

        Assert.Equal("N", Assert.Single(result.Chords).Chord);
    }

    [Fact]
    public async Task Detuned_and_quiet_music_keeps_its_chords()
    {
        float[] signal =
        [
            .. TestSignals.Chords([Chord(2, 0, 4, 7), Chord(7, 0, 4, 7)], 3, SampleRate, tuningCents: 40).Select(s => s * 0.01f),
        ];

        ChordsResult result = await Ok(Region(signal, beatSeconds: 0.5));

        Assert.Equal(["D", "G"], result.Chords.Select(c => c.Chord));
    }

    [Fact]
    public async Task The_key_decides_between_sharps_and_flats()
    {
        float[] signal = TestSignals.Chords([Chord(10, 0, 4, 7), Chord(3, 0, 4, 7)], 3, SampleRate);
        var flat = new KeyResult
        {
            Key = "Bb major",
            Mode = KeyMode.Major,
            Confidence = 1,
            Method = "native",
            AnalysisMetadata = new KeyMetadata("native", "dotnet", new AccuracyRate(1, "test"), "1"),
        };

        ChordsResult inFlats = await Ok(Region(signal, beatSeconds: 0.5).With(Outcome<KeyResult>.Of(flat)));
        ChordsResult inSharps = await Ok(Region(signal, beatSeconds: 0.5).With(Outcome<KeyResult>.Of(flat with { Key = "B major" })));

        Assert.Equal(["Bb", "Eb"], inFlats.Chords.Select(c => c.Chord));
        Assert.Equal(["A#", "D#"], inSharps.Chords.Select(c => c.Chord));
    }

    [Theory]
    [InlineData(SoundKind.Speech, 4, AnalysisErrorCode.NotApplicable)]
    [InlineData(SoundKind.Note, 4, AnalysisErrorCode.NotApplicable)]
    [InlineData(SoundKind.Music, 0.9, AnalysisErrorCode.TooShort)]
    public async Task Where_there_are_no_chords_to_find_the_reason_is_given(SoundKind kind, double seconds, AnalysisErrorCode code)
    {
        ArrayRegionContext region = Region(TestSignals.Sine(440, seconds, SampleRate), beatSeconds: 0.5)
            .With(
                Outcome<ClassificationResult>.Of(
                    new ClassificationResult
                    {
                        Model = "test",
                        Segments = [],
                        Kind = kind,
                    }
                )
            );

        Outcome<ChordsResult> outcome = await new ChordsAnalyzer().AnalyzeAsync(region, TestContext.Current.CancellationToken);

        Assert.Equal(code, Assert.IsType<Outcome<ChordsResult>.Skipped>(outcome).Reason.Code);
    }

    [Fact]
    public async Task Silence_is_skipped()
    {
        Outcome<ChordsResult> outcome = await new ChordsAnalyzer().AnalyzeAsync(
            Region(new float[4 * SampleRate], beatSeconds: 0.5),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(AnalysisErrorCode.Silent, Assert.IsType<Outcome<ChordsResult>.Skipped>(outcome).Reason.Code);
    }

    [Fact]
    public void Slow_beats_are_halved_and_the_ends_are_filled()
    {
        double[] bounds = ChordSteps.OfBeats([1.5, 2.5, 3.5, 4.5], 6)!;

        Assert.Equal([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6], bounds.Select(b => Math.Round(b, 6)));
    }

    [Fact]
    public void A_moment_before_the_first_beat_is_no_step_of_its_own()
    {
        double[] bounds = ChordSteps.OfBeats([0.08, 0.58, 1.08, 1.58], 2.1)!;

        Assert.Equal([0, 0.58, 1.08, 1.58, 2.1], bounds.Select(b => Math.Round(b, 6)));
    }

    [Fact]
    public void Too_few_beats_make_no_steps()
    {
        Assert.Null(ChordSteps.OfBeats([0.5, 1, 1.5], 2));
        Assert.Null(ChordSteps.OfBeats([0.5, 0.5, 0.5, 0.5], 2));
        Assert.Equal([0, 0.5, 1, 1.2], ChordSteps.OfTime(1.2));
        Assert.Equal([0, 0.5, 1.1], ChordSteps.OfTime(1.1));
    }

    [Fact]
    public void Evidence_for_one_step_alone_changes_no_chord_but_lasting_evidence_does()
    {
        const int Steps = 12;
        float[] scores = new float[Steps * ChordCount];
        double[] bounds = [.. Enumerable.Range(0, Steps + 1).Select(i => 0.5 * i)];
        for (int step = 0; step < Steps; step++)
        {
            Span<float> row = scores.AsSpan(step * ChordCount, ChordCount);
            row.Fill(-8);
            row[6] = step == 3 || step >= 8 ? -2.5f : -0.2f;
            row[18] = step == 3 || step >= 8 ? -0.2f : -2.5f;
        }

        (int[] chords, float[] posteriors) = ChordPath.Decode(scores, bounds);

        Assert.Equal([.. Enumerable.Repeat(6, 8), .. Enumerable.Repeat(18, 4)], chords);
        Assert.All(posteriors, p => Assert.InRange(p, 0, 1));
        Assert.True(posteriors[1] > posteriors[3]);
    }

    private static async Task<ChordsResult> Ok(ArrayRegionContext region) =>
        Assert
            .IsType<Outcome<ChordsResult>.Ok>(await new ChordsAnalyzer().AnalyzeAsync(region, TestContext.Current.CancellationToken))
            .Value;

    private static int[] Chord(int root, params int[] intervals) =>
        [36 + (root % 12), .. intervals.Select(interval => 60 + ((root + interval) % 12))];

    private static string Name(int root) => new AudioSampler.Analysis.Analyzers.Chords.Chord(6 * (root % 12)).NameIn(null);

    private static ArrayRegionContext Region(float[] signal, double beatSeconds, double startSeconds = 0)
    {
        double seconds = (double)signal.Length / SampleRate;
        double[] beats = [.. Enumerable.Range(0, (int)(seconds / beatSeconds)).Select(i => startSeconds + (i * beatSeconds))];
        return new ArrayRegionContext(signal, SampleRate, startSeconds)
            .With(new ChromaSeriesProvider())
            .With(Outcome<TempoResult>.Of(new TempoResult { BeatsS = [.. beats] }));
    }
}
