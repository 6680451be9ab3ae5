using System.Collections.Immutable;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Classification;

/// <summary>
/// The kind of each content segment, made from that segment alone, and of the region, by signal features. It gives no tags: those need
/// a tagging network.
/// </summary>
public sealed class ClassificationAnalyzer : IAnalyzer<ClassificationResult>
{
    /// <summary>What <see cref="ClassificationResult.Model"/> says.</summary>
    public const string ModelName = "signal";

    private const double SubstituteWindowSeconds = 10;

    /// <summary>A kind that covers less of the region than this doesn't speak for it.</summary>
    private const double DominantShare = 0.6;

    /// <inheritdoc />
    public AnalyzerInfo Info { get; } =
        new()
        {
            Name = "classification",
            Version = "1.1",
            Description = "Kind of each content segment and of the region, by signal features",
            Produces = typeof(ClassificationResult),
            Consumes = [typeof(ContentResult)],
            Signals = [SignalKind.Analysis],
        };

    /// <inheritdoc />
    public async Task<Outcome<ClassificationResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        FeatureSeries series = await region.ArtifactAsync<FeatureSeries>(cancellationToken);
        if (series.Count == 0)
        {
            return Outcome<ClassificationResult>.Skip(AnalysisErrorCode.TooShort, "the region has no samples");
        }

        ContentResult? content = region.Consume<ContentResult>().ValueOrNull;
        List<(double Start, double End, SoundKind? Known)> spans = content is null
            ? FixedWindows(region)
            : [.. content.Segments.Select(s => (s.StartS, s.EndS, s.Kind == SoundKind.Silence ? s.Kind : (SoundKind?)null))];
        List<ClassifiedSegment> segments = [];
        foreach ((double start, double end, SoundKind? known) in spans)
        {
            cancellationToken.ThrowIfCancellationRequested();
            segments.Add(Classify(series, region, start, end, known, alone: spans.Count == 1));
        }

        (SoundKind? kind, double? score) = OfRegion(series, segments);
        var result = new ClassificationResult
        {
            Model = ModelName,
            Segments = [.. segments],
            Kind = kind,
            KindScore = score,
        };
        Outcome<ClassificationResult>.Ok outcome = Outcome<ClassificationResult>.Of(result);
        if (kind is null)
        {
            outcome = outcome.Because("kind", "the region is silent").Because("kind_score", "the region is silent");
        }

        return content is null ? outcome with { Substituted = ["content"] } : outcome;
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

    private static ClassifiedSegment Classify(
        FeatureSeries series,
        IRegionContext region,
        double start,
        double end,
        SoundKind? known,
        bool alone
    )
    {
        var segment = new ClassifiedSegment { StartS = start, EndS = end };
        if (known is { } silence)
        {
            return segment with { Kind = silence, KindScore = 1 };
        }

        int first = Math.Clamp((int)Math.Round((start - region.StartSeconds) / FeatureLayout.BlockSeconds), 0, series.Count - 1);
        int last = Math.Clamp((int)Math.Ceiling(((end - region.StartSeconds) / FeatureLayout.BlockSeconds) - 0.5), first + 1, series.Count);
        last = alone ? series.Count : last;
        KindScores? scores = KindScores.Of(series, first, last - first, oneShotAllowed: alone);
        return scores is null ? segment : segment with { Kind = scores.Best, KindScore = scores[scores.Best] };
    }

    /// <summary>The kind that covers most of the sound; mixed when none covers 60 %. A short region is also looked at as one sound.</summary>
    private static (SoundKind? Kind, double? Score) OfRegion(FeatureSeries series, List<ClassifiedSegment> segments)
    {
        List<ClassifiedSegment> sounding = [.. segments.Where(s => s.Kind is not null and not SoundKind.Silence)];
        if (sounding.Count == 0)
        {
            return (null, null);
        }

        if (segments.Count > 1 && series.DurationSeconds <= KindScores.LongestNoteSeconds)
        {
            // A few seconds with changes in them may still be one sound, such as a hit and its echo.
            KindScores? whole = KindScores.Of(series, 0, series.Count, oneShotAllowed: true);
            return (whole?.Best, whole?[whole.Best]);
        }

        double total = sounding.Sum(Seconds);
        (SoundKind Kind, double Seconds, double Score) best = sounding
            .GroupBy(s => s.Kind!.Value)
            .Select(g => (Kind: g.Key, Seconds: g.Sum(Seconds), Score: g.Sum(s => Seconds(s) * s.KindScore!.Value)))
            .MaxBy(g => g.Seconds);
        return best.Seconds >= DominantShare * total ? (best.Kind, best.Score / best.Seconds) : (SoundKind.Mixed, null);
    }

    private static double Seconds(ClassifiedSegment segment) => Math.Max(1e-9, segment.EndS - segment.StartS);
}
