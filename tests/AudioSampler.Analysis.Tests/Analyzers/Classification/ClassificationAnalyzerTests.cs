using AudioSampler.Analysis.Analyzers.Classification;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Classification;

public class ClassificationAnalyzerTests
{
    private const int Rate = FeatureLayout.SampleRate;

    [Fact]
    public async Task Every_content_segment_is_classified_for_itself_and_tags_are_left_to_networks()
    {
        float[] region =
        [
            .. TestSignals.Noise(4, Rate, 0.1),
            .. TestSignals.Chords(
                [
                    [48, 60, 64, 67],
                    [53, 60, 65, 69],
                    [55, 62, 67, 71],
                    [48, 60, 64, 67],
                ],
                2,
                Rate
            ),
        ];
        Outcome<ContentResult> content = Content(
            Segment(10, 14, SoundKind.Environment),
            Segment(14, 18, SoundKind.Music),
            Segment(18, 22, SoundKind.Music)
        );

        ClassificationResult result = await AnalyzeAsync(region, content, startSeconds: 10);

        Assert.Equal("signal", result.Model);
        Assert.Equal([(10, 14), (14, 18), (18, 22)], result.Segments.Select(s => (s.StartS, s.EndS)));
        Assert.Equal([SoundKind.Environment, SoundKind.Music, SoundKind.Music], result.Segments.Select(s => s.Kind));
        Assert.Equal(SoundKind.Music, result.Kind);
        Assert.All(result.Segments, s => Assert.Empty(s.Tags));
        Assert.Empty(result.Tags);
        Assert.Empty(result.Ranking);
    }

    [Fact]
    public async Task Without_content_fixed_windows_are_used_and_it_is_said()
    {
        var failed = Outcome<ContentResult>.Fail(AnalysisErrorCode.AnalyzerFailed, "test");

        Outcome<ClassificationResult> outcome = await OutcomeAsync(TestSignals.Noise(25, Rate, 0.1), failed, 3);

        var ok = Assert.IsType<Outcome<ClassificationResult>.Ok>(outcome);
        Assert.Equal(["activations", "content"], ok.Substituted);
        Assert.Equal(3, ok.Value.Segments.Length);
        Assert.Equal(3, ok.Value.Segments[0].StartS);
        Assert.Equal(28, ok.Value.Segments[2].EndS, 6);
        Assert.Equal(SoundKind.Environment, ok.Value.Kind);
    }

    [Fact]
    public async Task Kinds_of_equal_length_make_a_mixed_region()
    {
        float[] region =
        [
            .. TestSignals.Noise(10, Rate, 0.1),
            .. TestSignals.Chords(
                [
                    [48, 60, 64, 67],
                    [53, 60, 65, 69],
                    [55, 62, 67, 71],
                    [48, 60, 64, 67],
                    [53, 60, 65, 69],
                ],
                2,
                Rate
            ),
        ];
        Outcome<ContentResult> content = Content(Segment(0, 10, SoundKind.Environment), Segment(10, 20, SoundKind.Music));

        ClassificationResult result = await AnalyzeAsync(region, content);

        Assert.Equal(SoundKind.Mixed, result.Kind);
    }

    [Theory]
    [InlineData(4.5)]
    [InlineData(20)]
    public async Task A_sound_of_more_than_four_seconds_is_no_percussion(double seconds)
    {
        ClassificationResult result = await AnalyzeAsync(Hit(seconds), Content(Segment(0, seconds, SoundKind.Music)));

        Assert.NotEqual(SoundKind.Percussion, result.Kind);
    }

    [Fact]
    public async Task A_held_tone_of_more_than_eight_seconds_is_no_note()
    {
        ClassificationResult result = await AnalyzeAsync(TestSignals.Sine(220, 9, Rate), Content(Segment(0, 9, SoundKind.Music)));

        Assert.NotEqual(SoundKind.Note, result.Kind);
    }

    [Fact]
    public async Task A_plucked_tone_is_a_note()
    {
        float[] note = TestSignals.Chords(
            [
                [57],
            ],
            2.5,
            Rate
        );

        ClassificationResult tone = await AnalyzeAsync(note, Content(Segment(0, 2.5, SoundKind.Music)));

        Assert.Equal(SoundKind.Note, tone.Kind);
    }

    [Fact]
    public async Task A_drum_hit_is_percussion()
    {
        ClassificationResult hit = await AnalyzeAsync(Hit(0.4), Content(Segment(0, 0.4, SoundKind.Music)));

        Assert.Equal(SoundKind.Percussion, hit.Kind);
    }

    [Fact]
    public async Task A_silent_segment_keeps_its_kind_and_a_silent_region_has_none_with_a_reason()
    {
        Outcome<ClassificationResult> outcome = await OutcomeAsync(new float[2 * Rate], Content(Segment(0, 2, SoundKind.Silence)));

        var ok = Assert.IsType<Outcome<ClassificationResult>.Ok>(outcome);
        Assert.Equal(SoundKind.Silence, Assert.Single(ok.Value.Segments).Kind);
        Assert.Null(ok.Value.Kind);
        Assert.Equal("the region is silent", ok.Reasons["kind"]);
    }

    [Fact]
    public async Task A_region_without_samples_is_skipped()
    {
        Outcome<ClassificationResult> outcome = await OutcomeAsync([], Outcome<ContentResult>.Skip(AnalysisErrorCode.TooShort, "test"));

        Assert.IsType<Outcome<ClassificationResult>.Skipped>(outcome);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(441)]
    public async Task A_region_of_few_samples_is_classified(int length)
    {
        double seconds = (double)length / Rate;

        ClassificationResult result = await AnalyzeAsync(
            TestSignals.Noise(1, Rate)[..length],
            Content(Segment(0, seconds, SoundKind.Environment))
        );

        Assert.NotNull(result.Kind);
        Assert.InRange(result.KindScore!.Value, 0, 1);
    }

    [Fact]
    public async Task Clipped_and_broken_samples_are_classified()
    {
        float[] region = [.. TestSignals.Noise(2, Rate, 5).Select(s => Math.Clamp(s, -1, 1))];
        region[77] = float.NaN;

        ClassificationResult result = await AnalyzeAsync(region, Content(Segment(0, 2, SoundKind.Environment)));

        Assert.Equal(SoundKind.Environment, result.Kind);
    }

    [Fact]
    public async Task Gain_changes_no_kind_and_hardly_the_score()
    {
        float[] sound = TestSignals.Chords(
            [
                [57],
            ],
            2,
            Rate
        );
        Outcome<ContentResult> content = Content(Segment(0, 2, SoundKind.Music));

        ClassificationResult loud = await AnalyzeAsync(sound, content);
        ClassificationResult quiet = await AnalyzeAsync([.. sound.Select(s => s * 0.2f)], content);

        Assert.Equal(loud.Kind, quiet.Kind);
        Assert.Equal(loud.KindScore!.Value, quiet.KindScore!.Value, 0.1);
    }

    [Fact]
    public async Task A_cancelled_analysis_stops()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        IRegionContext region = Context(TestSignals.Noise(2, Rate), Content(Segment(0, 2, SoundKind.Environment)), 0);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ClassificationAnalyzer().AnalyzeAsync(region, source.Token));
    }

    /// <summary>A falling thump with a noisy attack, as of a drum, and what rings on.</summary>
    private static float[] Hit(double seconds)
    {
        var random = new Random(5);
        float[] sound = new float[(int)(seconds * Rate)];
        for (int i = 0; i < sound.Length; i++)
        {
            double t = (double)i / Rate;
            double thump = Math.Sin(2 * Math.PI * ((60 * t) + (4 * (1 - Math.Exp(-t * 30)))));
            double noise = (2 * random.NextDouble()) - 1;
            sound[i] = (float)((0.7 * thump * Math.Exp(-t * 14)) + (0.5 * noise * Math.Exp(-t * 25)));
        }

        return sound;
    }

    private static ContentSegment Segment(double start, double end, SoundKind kind) => new(start, end, kind, kind.ToString(), 0.9);

    private static Outcome<ContentResult> Content(params ContentSegment[] segments) =>
        Outcome<ContentResult>.Of(new ContentResult { Segments = [.. segments] });

    private static async Task<ClassificationResult> AnalyzeAsync(
        float[] samples,
        Outcome<ContentResult> content,
        double startSeconds = 0
    ) => Assert.IsType<Outcome<ClassificationResult>.Ok>(await OutcomeAsync(samples, content, startSeconds)).Value;

    private static Task<Outcome<ClassificationResult>> OutcomeAsync(
        float[] samples,
        Outcome<ContentResult> content,
        double startSeconds = 0
    ) => new ClassificationAnalyzer().AnalyzeAsync(Context(samples, content, startSeconds), CancellationToken.None);

    private static ArrayRegionContext Context(float[] samples, Outcome<ContentResult> content, double startSeconds) =>
        new ArrayRegionContext(samples, Rate, startSeconds).With(new FeatureSeriesProvider()).With(content);
}
