using System.Collections.Immutable;
using AudioSampler.Analysis.Analyzers.Activations;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Inference.Tagging;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Classification;

/// <summary>
/// Kind and labels of each content segment, made from that segment alone, and of the region. Where no tagging network heard the region, the kind is told by
/// the signal alone and there are no labels; the result says so.
/// </summary>
public sealed class ClassificationAnalyzer : IAnalyzer<ClassificationResult>
{
    /// <summary>What <see cref="ClassificationResult.Model"/> says where no network heard the region.</summary>
    public const string ModelName = "signal";

    private const double SubstituteWindowSeconds = 10;

    /// <summary>A kind that covers less of the region than this doesn't speak for it.</summary>
    private const double DominantShare = 0.6;

    /// <inheritdoc />
    public AnalyzerInfo Info { get; } =
        new()
        {
            Name = "classification",
            Version = "2.5",
            Description = "Kind and AudioSet labels of each content segment and of the region",
            Produces = typeof(ClassificationResult),
            Consumes = [typeof(ActivationsResult), typeof(ContentResult)],
            Signals = [SignalKind.Analysis, SignalKind.Network],
        };

    /// <inheritdoc />
    public async Task<Outcome<ClassificationResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        FeatureSeries series = await region.ArtifactAsync<FeatureSeries>(cancellationToken);
        if (series.Count == 0)
        {
            return Outcome<ClassificationResult>.Skip(AnalysisErrorCode.TooShort, "the region has no samples");
        }

        ActivationSeries? heard = region.Consume<ActivationsResult>().ValueOrNull is null
            ? null
            : await region.ArtifactAsync<ActivationSeries>(cancellationToken);
        ContentResult? content = region.Consume<ContentResult>().ValueOrNull;
        List<(double Start, double End, SoundKind? Known)> spans = content is null
            ? FixedWindows(region)
            : [.. content.Segments.Select(s => (s.StartS, s.EndS, s.Kind == SoundKind.Silence ? s.Kind : (SoundKind?)null))];
        List<ScoredSegment> segments = [];
        foreach ((double start, double end, SoundKind? known) in spans)
        {
            cancellationToken.ThrowIfCancellationRequested();
            segments.Add(Classify(series, heard, region, start, end, known, alone: spans.Count == 1, cancellationToken));
        }

        Outcome<ClassificationResult>.Ok outcome = Outcome<ClassificationResult>.Of(
            Result(series, heard, region, segments, cancellationToken)
        );
        if (outcome.Value.Kind is null)
        {
            outcome = outcome.Because("kind", "the region is silent").Because("kind_score", "the region is silent");
        }

        outcome = content is null ? outcome with { Substituted = outcome.Substituted.Add("content") } : outcome;
        return heard is null ? outcome with { Substituted = outcome.Substituted.Add("activations") } : outcome;
    }

    private static List<(double Start, double End, SoundKind? Known)> FixedWindows(IRegionContext region)
    {
        double length = region.EndSeconds - region.StartSeconds;
        int count = Math.Max(1, (int)Math.Ceiling(length / SubstituteWindowSeconds));
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    (region.StartSeconds + (length * i / count), region.StartSeconds + (length * (i + 1) / count), (SoundKind?)null)
                ),
        ];
    }

    private static ScoredSegment Classify(
        FeatureSeries series,
        ActivationSeries? heard,
        IRegionContext region,
        double start,
        double end,
        SoundKind? known,
        bool alone,
        CancellationToken cancellationToken
    )
    {
        var segment = new ClassifiedSegment { StartS = start, EndS = end };
        if (known is { } silence)
        {
            return new ScoredSegment(segment with { Kind = silence, KindScore = 1 }, null);
        }

        (double from, double to) = (start - region.StartSeconds, end - region.StartSeconds);
        int first = Math.Clamp((int)Math.Round(from / FeatureLayout.BlockSeconds), 0, series.Count - 1);
        int last = Math.Clamp((int)Math.Ceiling((to / FeatureLayout.BlockSeconds) - 0.5), first + 1, series.Count);
        last = alone ? series.Count : last;
        OneSound course = alone ? SingleSound.Of(region.Signal(SignalKind.Analysis), from, to, cancellationToken) : OneSound.No;
        HeardSound? inWindows = heard is null ? null : HeardSound.Of(heard, heard.Within(from, to));
        HeardSound? atLength = inWindows is null ? null : AtLength(heard, region, from, to, cancellationToken);
        KindScores? kinds = KindScores.Of(series, heard, first, last - first, oneShotAllowed: alone, course, atLength);
        HeardSound? sound = heard is { Whole.ShortWindowsOnly: true } ? inWindows : atLength;
        if (heard is null || kinds is null || sound is null)
        {
            return new ScoredSegment(kinds is null ? segment : segment with { Kind = kinds.Best, KindScore = kinds[kinds.Best] }, null);
        }

        float[] statistics = new float[KindStatistics.Count];
        bool measured = KindStatistics.Measure(series, first, Math.Min(last - first, KindStatistics.MaximumBlocks), statistics);
        float[] scores = TagScorer.Score(heard.Whole, sound, measured ? statistics : []);
        kinds = WithLabels(kinds, heard, scores);
        TagScorer.AgreeWith(kinds, heard.Whole, scores);
        return new ScoredSegment(
            segment with
            {
                Kind = kinds.Best,
                KindScore = kinds[kinds.Best],
                Tags = TagScorer.Tags(heard.Whole, scores),
                Embedding = alone ? null : inWindows!.ToEmbedding(heard.Tagger.Name),
            },
            scores
        );
    }

    /// <summary>What a network that hears more than windows of 1 s hears in a stretch, in seconds from the start of the region; null for others.</summary>
    private static HeardSound? AtLength(
        ActivationSeries? heard,
        IRegionContext region,
        double from,
        double to,
        CancellationToken cancellationToken
    ) =>
        heard is null or { Whole.ShortWindowsOnly: true }
            ? null
            : LongListening.Hear(heard.Whole, region.Signal(SignalKind.Network), from, to, cancellationToken);

    private static ClassificationResult Result(
        FeatureSeries series,
        ActivationSeries? heard,
        IRegionContext region,
        List<ScoredSegment> segments,
        CancellationToken cancellationToken
    )
    {
        (SoundKind? kind, double? score) = OfRegion(series, heard, region, segments, cancellationToken);
        var result = new ClassificationResult
        {
            Model = heard?.Whole.Name ?? ModelName,
            Segments = [.. segments.Select(s => s.Segment)],
            Kind = kind,
            KindScore = score,
        };
        if (heard is null || !segments.Exists(s => s.Scores is not null))
        {
            return result;
        }

        float[] mean = MeanScores(segments);
        ImmutableArray<TagScore> tags = RegionTags(segments);
        return result with
        {
            Tags = tags,
            Ranking = TagScorer.Ranking(heard.Whole, mean),
            Genres = Of(LabelGroup.Genre),
            Instruments = Of(LabelGroup.Instrument),
            Vocals = Of(LabelGroup.Vocal),
            Events = Of(LabelGroup.Event),
        };

        ImmutableArray<TagScore> Of(LabelGroup group) => [.. tags.Where(t => AudioSetLabels.Find(t.Label)?.Group == group)];
    }

    private static KindScores WithLabels(KindScores kinds, ActivationSeries heard, ReadOnlySpan<float> scores) =>
        heard.Whole.ShortWindowsOnly ? kinds : LabelledKinds.Join(kinds, heard.Whole, scores);

    /// <summary>Scores of the region: those of its segments, by their length.</summary>
    private static float[] MeanScores(List<ScoredSegment> segments)
    {
        float[] mean = new float[segments.Find(s => s.Scores is not null)!.Scores!.Length];
        double total = segments.Where(s => s.Scores is not null).Sum(s => s.Seconds);
        foreach (ScoredSegment segment in segments.Where(s => s.Scores is not null))
        {
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(segment.Scores!, (float)(segment.Seconds / total), mean, mean);
        }

        return mean;
    }

    /// <summary>Every label that some segment has, with the score by the length of the segments that have it: a short event is found, and stands behind what goes on all the time.</summary>
    private static ImmutableArray<TagScore> RegionTags(List<ScoredSegment> segments)
    {
        const int Digits = 4;
        double total = segments.Where(s => s.Scores is not null).Sum(s => s.Seconds);
        return
        [
            .. segments
                .SelectMany(s => s.Segment.Tags.Select(tag => (Tag: tag, Share: tag.Score * s.Seconds / total)))
                .GroupBy(t => t.Tag.Label, StringComparer.Ordinal)
                .Select(g => g.First().Tag with { Score = Math.Round(g.Sum(t => t.Share), Digits) })
                .OrderByDescending(t => t.Score)
                .ThenBy(t => t.Label, StringComparer.Ordinal),
        ];
    }

    /// <summary>The kind that covers most of the sound; mixed when none covers 60 %. A short region is also looked at as one sound.</summary>
    private static (SoundKind? Kind, double? Score) OfRegion(
        FeatureSeries series,
        ActivationSeries? heard,
        IRegionContext region,
        List<ScoredSegment> segments,
        CancellationToken cancellationToken
    )
    {
        List<ScoredSegment> sounding = segments.FindAll(s => s.Segment.Kind is not null and not SoundKind.Silence);
        if (sounding.Count == 0)
        {
            return (null, null);
        }

        if (segments.Count > 1)
        {
            // What has changes in it may still be one sound, such as a gong that fades; and, where it lasts a few seconds, a hit and its echo.
            double length = region.EndSeconds - region.StartSeconds;
            OneSound course = SingleSound.Of(region.Signal(SignalKind.Analysis), 0, length, cancellationToken);
            if (course != OneSound.No || series.DurationSeconds <= KindScores.LongestNoteSeconds)
            {
                HeardSound? atLength = AtLength(heard, region, 0, length, cancellationToken);
                KindScores? whole = KindScores.Of(series, heard, 0, series.Count, oneShotAllowed: true, course, atLength);
                whole =
                    whole is not null && heard is not null && segments.Exists(s => s.Scores is not null)
                        ? WithLabels(whole, heard, MeanScores(segments))
                        : whole;
                return (whole?.Best, whole?[whole.Best]);
            }
        }

        double total = sounding.Sum(s => s.Seconds);
        (SoundKind Kind, double Seconds, double Score) best = sounding
            .GroupBy(s => s.Segment.Kind!.Value)
            .Select(g => (Kind: g.Key, Seconds: g.Sum(s => s.Seconds), Score: g.Sum(s => s.Seconds * s.Segment.KindScore!.Value)))
            .MaxBy(g => g.Seconds);
        return best.Seconds >= DominantShare * total ? (best.Kind, best.Score / best.Seconds) : (SoundKind.Mixed, null);
    }

    /// <summary>A segment and the scores of all labels; null where it is silent or no network heard it.</summary>
    private sealed record ScoredSegment(ClassifiedSegment Segment, float[]? Scores)
    {
        public double Seconds => Math.Max(1e-9, Segment.EndS - Segment.StartS);
    }
}
