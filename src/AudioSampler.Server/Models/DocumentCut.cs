using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using AudioSampler.Plugins.Results;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AudioSampler.Server.Models;

/// <summary>Which part of a document is wanted. Series are cut by time: beats, segments, changes; curves with a hop stay whole, since they have no times.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DocumentCut
{
    /// <summary>Names of the analyses wanted, by commas; null for all.</summary>
    [FromQuery(Name = "analyses")]
    [Description("Names of the analyses wanted, by commas, such as key,tempo")]
    public string? Analyses { get; init; }

    /// <summary>Start of the stretch wanted, in seconds of the file; null for its start.</summary>
    [FromQuery(Name = "from_s")]
    [Description("Start of the stretch wanted, in seconds of the file")]
    public double? FromS { get; init; }

    /// <summary>End of the stretch wanted, in seconds of the file; null for its end.</summary>
    [FromQuery(Name = "to_s")]
    [Description("End of the stretch wanted, in seconds of the file")]
    public double? ToS { get; init; }

    /// <summary>What is wrong with the wish; null when nothing is.</summary>
    public ProblemHttpResult? Problem =>
        From >= 0 && To > From
            ? null
            : Problems.Problem.Of(
                400,
                ProblemCodes.BadRequest,
                "from_s and to_s are seconds of the file, from 0, and from_s comes before to_s"
            );

    /// <summary>The names of the analyses wanted; null for all.</summary>
    public IReadOnlyCollection<string>? Names =>
        Analyses?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private double From => FromS ?? 0;

    private double To => ToS ?? double.PositiveInfinity;

    /// <summary>The part of a document: regions that reach into the stretch, of each the analyses wanted, of these what lies in the stretch.</summary>
    public AnalysisDocument Apply(AnalysisDocument document)
    {
        if (Analyses is null && FromS is null && ToS is null)
        {
            return document;
        }

        DocumentCut cut = this;
        return document with { Regions = [.. document.Regions.Where(r => cut.Reaches(r.StartS, r.EndS)).Select(cut.Apply)] };
    }

    private RegionDocument Apply(RegionDocument region)
    {
        IReadOnlyCollection<string>? wanted = Names;
        DocumentCut cut = this;
        return region with
        {
            Analyses = region
                .Analyses.RemoveRange(region.Analyses.Keys.Where(name => wanted?.Contains(name, StringComparer.Ordinal) == false))
                .ToImmutableSortedDictionary(a => a.Key, a => cut.Apply(a.Value), StringComparer.Ordinal),
        };
    }

    private AnalyzerRecord Apply(AnalyzerRecord record)
    {
        if (record.Result is not { } result || (FromS is null && ToS is null))
        {
            return record;
        }

        JsonNode node = JsonSerializer.SerializeToNode(result)!;
        CutSeries(node);
        return record with { Result = JsonSerializer.SerializeToElement(node) };
    }

    private void CutSeries(JsonNode node)
    {
        if (node is not JsonObject values)
        {
            return;
        }

        foreach ((string name, JsonNode? value) in values.ToArray())
        {
            if (value is JsonArray series)
            {
                DocumentCut cut = this;
                bool times = name.EndsWith("_s", StringComparison.Ordinal);
                series.RemoveAll(item => !cut.Holds(item, times));
            }
            else if (value is not null)
            {
                CutSeries(value);
            }
        }
    }

    private bool Holds(JsonNode? item, bool isTime) =>
        item switch
        {
            JsonValue value when isTime && value.TryGetValue(out double time) => Contains(time),
            JsonObject o when Number(o, "start_s") is { } start && Number(o, "end_s") is { } end => Reaches(start, end),
            JsonObject o when Number(o, "time_s") is { } time => Contains(time),
            _ => true,
        };

    private static double? Number(JsonObject values, string name) =>
        values[name] is JsonValue value && value.TryGetValue(out double number) ? number : null;

    private bool Contains(double seconds) => seconds >= From && seconds < To;

    private bool Reaches(double start, double end) => start < To && (end > From || (end == start && end >= From));
}
