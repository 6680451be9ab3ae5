using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AudioSampler.Analysis.Analyzers.Classification;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Summary;

/// <summary>Says in a few words what the regions of a file say at length; the rules stand in the result format.</summary>
public static class SummaryBuilder
{
    private const double MixedBelowShare = 0.6;
    private const double SameTempoTolerance = 0.04;
    private const int RankingLength = 10;

    /// <summary>Sums up the regions of a file.</summary>
    /// <param name="regions">Regions with their analyses.</param>
    /// <param name="loudnessLufs">Integrated loudness of the whole file; null below the gate.</param>
    public static FileSummary Build(IReadOnlyList<RegionDocument> regions, double? loudnessLufs) =>
        new()
        {
            Kind = Kind(regions),
            Tags = Weighted(regions, c => c.Tags),
            Ranking = [.. Weighted(regions, c => c.Ranking).Take(RankingLength)],
            Tempo = Tempo(regions),
            Key = Key(regions),
            LoudnessLufs = loudnessLufs,
            Regions = regions.Count,
            FailedAnalyses = regions.Sum(r => r.Analyses.Values.Count(a => a.Status == OutcomeStatus.Failed)),
        };

    /// <summary>The kind that covers most of the sounding time, mixed when none covers 60 %; silence when nothing sounds, null when nothing was classified.</summary>
    private static SoundKind? Kind(IReadOnlyList<RegionDocument> regions)
    {
        if (regions.Count == 0)
        {
            return SoundKind.Silence;
        }

        var seconds = new SortedDictionary<SoundKind, double>();
        bool classified = false;
        foreach (
            (RegionDocument region, ClassificationResult result) in Results(
                regions,
                "classification",
                AnalysisJson.Default.ClassificationResult
            )
        )
        {
            classified = true;
            if (IsWhole(region, result.Kind))
            {
                Add(result.Kind, region.EndS - region.StartS);
                continue;
            }

            foreach (ClassifiedSegment segment in result.Segments)
            {
                Add(segment.Kind, segment.EndS - segment.StartS);
            }
        }

        double sounding = seconds.Values.Sum();
        if (sounding <= 0)
        {
            return classified ? SoundKind.Silence : null;
        }

        (SoundKind kind, double most) = seconds.MaxBy(s => s.Value);
        return most >= MixedBelowShare * sounding ? kind : SoundKind.Mixed;

        void Add(SoundKind? kind, double length)
        {
            if (kind is { } known and not SoundKind.Silence)
            {
                seconds[known] = seconds.GetValueOrDefault(known) + length;
            }
        }

        // A hit or a note is what the region is as a whole; its segments know only the kinds of a timeline. So is what a short region is said to be.
        static bool IsWhole(RegionDocument region, SoundKind? kind) =>
            kind is SoundKind.Percussion or SoundKind.Note
            || (kind is not (null or SoundKind.Mixed) && region.EndS - region.StartS <= KindScores.LongestNoteSeconds);
    }

    private static TempoSummary? Tempo(IReadOnlyList<RegionDocument> regions)
    {
        var votes = Results(regions, "tempo", AnalysisJson.Default.TempoResult)
            .Where(r => r.Result.Bpm is not null)
            .Select(r => (r.Result, Weight: (r.Result.Confidence ?? 0) * (r.Region.EndS - r.Region.StartS)))
            .ToList();
        if (votes.Count == 0)
        {
            return null;
        }

        double bpm = votes.MaxBy(v => votes.Where(o => Same(o.Result, v.Result)).Sum(o => o.Weight)).Result.Bpm!.Value;
        var same = votes.Where(v => Math.Abs(v.Result.Bpm!.Value - bpm) <= SameTempoTolerance * bpm).ToList();
        double weight = same.Sum(v => v.Weight);
        TempoResult strongest = same.MaxBy(v => v.Weight).Result;
        string? timeSignature = same.Where(v => v.Result.TimeSignature is not null)
            .GroupBy(v => v.Result.TimeSignature!, StringComparer.Ordinal)
            .OrderByDescending(g => g.Sum(v => v.Weight * (v.Result.MeterConfidence ?? 0)))
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.Key;
        double mean = weight > 0 ? same.Sum(v => v.Result.Bpm!.Value * v.Weight) / weight : strongest.Bpm!.Value;
        return new TempoSummary(Math.Round(mean, 2), strongest.Confidence ?? 0, timeSignature);

        static bool Same(TempoResult a, TempoResult b) => Math.Abs(a.Bpm!.Value - b.Bpm!.Value) <= SameTempoTolerance * b.Bpm!.Value;
    }

    private static KeySummary? Key(IReadOnlyList<RegionDocument> regions)
    {
        var votes = Results(regions, "key", AnalysisJson.Default.KeyResult)
            .Where(r => r.Result.Key is not null)
            .GroupBy(r => r.Result.Key!, StringComparer.Ordinal)
            .OrderByDescending(g => g.Sum(r => r.Result.Confidence * (r.Region.EndS - r.Region.StartS)))
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        if (votes is null)
        {
            return null;
        }

        KeyResult best = votes.MaxBy(r => r.Result.Confidence).Result;
        return new KeySummary(best.Key!, best.Tonic!, best.Mode, best.Camelot!, best.Confidence);
    }

    /// <summary>Labels by their score, weighted with the length of the regions.</summary>
    private static ImmutableArray<TagScore> Weighted(
        IReadOnlyList<RegionDocument> regions,
        Func<ClassificationResult, ImmutableArray<TagScore>> select
    )
    {
        double total = regions.Sum(r => r.EndS - r.StartS);
        return
        [
            .. Results(regions, "classification", AnalysisJson.Default.ClassificationResult)
                .SelectMany(r => select(r.Result).Select(tag => (tag.Label, Share: tag.Score * (r.Region.EndS - r.Region.StartS) / total)))
                .GroupBy(t => t.Label, StringComparer.Ordinal)
                .Select(g => new TagScore(g.Key, Math.Round(g.Sum(t => t.Share), 4)))
                .OrderByDescending(t => t.Score)
                .ThenBy(t => t.Label, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<(RegionDocument Region, TResult Result)> Results<TResult>(
        IReadOnlyList<RegionDocument> regions,
        string analyzer,
        JsonTypeInfo<TResult> json
    )
    {
        foreach (RegionDocument region in regions)
        {
            if (region.Analyses.TryGetValue(analyzer, out AnalyzerRecord? record) && record.Result is { } result)
            {
                yield return (region, result.Deserialize(json)!);
            }
        }
    }
}
