using AudioSampler.Analysis.Analyzers.Content;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace AudioSampler.Analysis.Tests.Analyzers.Content;

public class ContentAnalyzerTests
{
    private const int Rate = FeatureLayout.SampleRate;

    private static readonly int[][] Cadence =
    [
        [48, 60, 64, 67],
        [53, 60, 65, 69],
        [55, 62, 67, 71],
        [48, 60, 64, 67],
    ];

    [Fact]
    public async Task Music_then_noise_gives_two_segments_with_the_boundary_in_place()
    {
        float[] music = TestSignals.Chords([.. Cadence, .. Cadence], 0.9, Rate);
        float[] region = [.. music, .. TestSignals.Noise(6, Rate, 0.1)];

        ContentResult content = await AnalyzeAsync(region, startSeconds: 30);

        Assert.Equal([SoundKind.Music, SoundKind.Environment], content.Segments.Select(s => s.Kind));
        ContentTransition transition = Assert.Single(content.Transitions);
        Assert.Equal(30 + ((double)music.Length / Rate), transition.TimeS, 0.5);
        Assert.Equal(("Music", "Environment"), (transition.From, transition.To));
        AssertGapless(content, 30, 30 + ((double)region.Length / Rate));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    public async Task Steady_noise_is_one_segment_without_transitions(double seconds)
    {
        ContentResult content = await AnalyzeAsync(TestSignals.Noise(seconds, Rate, 0.1));

        ContentSegment segment = Assert.Single(content.Segments);
        Assert.Equal(SoundKind.Environment, segment.Kind);
        Assert.Equal("Environment", segment.Label);
        Assert.InRange(segment.Confidence, 0.25, 1);
        Assert.Empty(content.Transitions);
    }

    [Fact]
    public async Task Silence_inside_a_region_is_a_segment_of_its_own()
    {
        float[] region = [.. TestSignals.Noise(3, Rate, 0.1), .. new float[2 * Rate], .. TestSignals.Noise(3, Rate, 0.1)];

        ContentResult content = await AnalyzeAsync(region);

        Assert.Equal([SoundKind.Environment, SoundKind.Silence, SoundKind.Environment], content.Segments.Select(s => s.Kind));
        Assert.Equal(3, content.Segments[1].StartS, 0.2);
        Assert.Equal(5, content.Segments[1].EndS, 0.2);
        Assert.Equal(2, content.Transitions.Length);
    }

    [Fact]
    public async Task Digital_silence_is_one_segment_of_silence()
    {
        ContentResult content = await AnalyzeAsync(new float[2 * Rate]);

        ContentSegment segment = Assert.Single(content.Segments);
        Assert.Equal(SoundKind.Silence, segment.Kind);
    }

    [Fact]
    public async Task A_region_without_samples_is_skipped()
    {
        Outcome<ContentResult> outcome = await OutcomeAsync([]);

        var skipped = Assert.IsType<Outcome<ContentResult>.Skipped>(outcome);
        Assert.Equal(AnalysisErrorCode.TooShort, skipped.Reason.Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(2049)]
    public async Task A_region_of_few_samples_is_one_segment(int length)
    {
        ContentResult content = await AnalyzeAsync(TestSignals.Noise(1, Rate)[..length]);

        Assert.Single(content.Segments);
        AssertGapless(content, 0, (double)length / Rate);
    }

    [Fact]
    public async Task Clipped_and_broken_samples_give_a_gapless_timeline()
    {
        float[] region = [.. TestSignals.Sine(220, 3, Rate, 9).Select(s => Math.Clamp(s, -1, 1))];
        region[5000] = float.NaN;
        region[6000] = float.PositiveInfinity;

        ContentResult content = await AnalyzeAsync(region);

        AssertGapless(content, 0, 3);
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(4f)]
    public async Task Gain_changes_neither_kinds_nor_boundaries(float gain)
    {
        float[] region = [.. TestSignals.Chords([.. Cadence, .. Cadence], 0.9, Rate), .. TestSignals.Noise(6, Rate, 0.1)];

        ContentResult expected = await AnalyzeAsync(region);
        ContentResult content = await AnalyzeAsync([.. region.Select(s => s * gain)]);

        Assert.Equal(expected.Segments.Select(s => (s.StartS, s.Kind)), content.Segments.Select(s => (s.StartS, s.Kind)));
    }

    [Fact]
    public async Task A_cancelled_analysis_stops()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        IRegionContext region = Context(TestSignals.Noise(5, Rate), 0);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ContentAnalyzer().AnalyzeAsync(region, source.Token));
    }

    [Fact]
    public async Task No_segment_of_sound_is_shorter_than_the_minimum_unless_silence_cuts_it()
    {
        var options = new ContentOptions { MinimumSegmentSeconds = 2 };
        float[] region =
        [
            .. Enumerable
                .Range(0, 12)
                .SelectMany(i => i % 2 == 0 ? TestSignals.Noise(0.8, Rate, 0.2, i + 1) : TestSignals.Chords([Cadence[i % 4]], 0.8, Rate)),
        ];

        ContentResult content = await AnalyzeAsync(region, options: options);

        Assert.All(content.Segments, s => Assert.True(s.EndS - s.StartS >= 1.9, $"{s.StartS} … {s.EndS}"));
    }

    [Fact]
    public void Any_sequence_of_sounds_gives_a_gapless_timeline_with_a_transition_at_each_border()
    {
        Property property = Prop.ForAll<byte[], byte>(
            (pieces, start) =>
            {
                float[] region = [.. pieces.Take(8).SelectMany(Piece)];
                double startSeconds = start / 7.0;
                if (OutcomeAsync(region, startSeconds).GetAwaiter().GetResult() is not Outcome<ContentResult>.Ok { Value: var content })
                {
                    return region.Length == 0;
                }

                AssertGapless(content, startSeconds, startSeconds + ((double)region.Length / Rate));
                return true;
            }
        );

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), property);
    }

    [Fact]
    public void Options_out_of_range_are_refused_with_all_their_names()
    {
        var options = new ContentOptions { MinimumSegmentSeconds = 0, SilenceDbfs = double.NaN };

        ArgumentException error = Assert.Throws<ArgumentException>(() => new ContentAnalyzer(options));

        Assert.Contains("MinimumSegmentSeconds", error.Message, StringComparison.Ordinal);
        Assert.Contains("SilenceDbfs", error.Message, StringComparison.Ordinal);
    }

    private static float[] Piece(byte code)
    {
        double seconds = 0.02 + (code / 4 / 32.0);
        return (code % 4) switch
        {
            0 => TestSignals.Noise(seconds, Rate, 0.3, code),
            1 => TestSignals.Sine(100 + (10 * code), seconds, Rate),
            2 => TestSignals.Chords([Cadence[code % 3]], seconds, Rate),
            _ => new float[(int)(seconds * Rate)],
        };
    }

    private static void AssertGapless(ContentResult content, double start, double end)
    {
        Assert.NotEmpty(content.Segments);
        Assert.Equal(start, content.Segments[0].StartS);
        Assert.Equal(end, content.Segments[^1].EndS);
        Assert.Equal(content.Segments.Length - 1, content.Transitions.Length);
        for (int i = 0; i < content.Segments.Length; i++)
        {
            ContentSegment segment = content.Segments[i];
            Assert.True(segment.EndS > segment.StartS);
            Assert.InRange(segment.Confidence, 0, 1);
            Assert.Contains(
                segment.Kind,
                new[] { SoundKind.Music, SoundKind.Speech, SoundKind.Singing, SoundKind.Environment, SoundKind.Silence }
            );
            if (i > 0)
            {
                Assert.Equal(content.Segments[i - 1].EndS, segment.StartS);
                Assert.Equal(content.Transitions[i - 1].TimeS, segment.StartS);
            }
        }
    }

    private static async Task<ContentResult> AnalyzeAsync(float[] samples, double startSeconds = 0, ContentOptions? options = null) =>
        Assert.IsType<Outcome<ContentResult>.Ok>(await OutcomeAsync(samples, startSeconds, options)).Value;

    private static Task<Outcome<ContentResult>> OutcomeAsync(float[] samples, double startSeconds = 0, ContentOptions? options = null) =>
        new ContentAnalyzer(options).AnalyzeAsync(Context(samples, startSeconds), CancellationToken.None);

    private static ArrayRegionContext Context(float[] samples, double startSeconds) =>
        new ArrayRegionContext(samples, Rate, startSeconds).With(new FeatureSeriesProvider());
}
