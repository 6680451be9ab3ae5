using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>By what an analysis is made: what was finished under one recipe may be gone on with under an equal one.</summary>
/// <param name="Options">Options of regions and analyzers, as they stand in the document.</param>
/// <param name="Versions">Versions of the region detector and of each analyzer, as they stand in the document.</param>
public sealed partial record AnalysisRecipe(JsonElement Options, ImmutableSortedDictionary<string, string> Versions)
{
    /// <summary>As JSON, for the store.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RecipeJson.Default.AnalysisRecipe);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is no recipe.</exception>
    public static AnalysisRecipe Parse(string json) => JsonSerializer.Deserialize(json, RecipeJson.Default.AnalysisRecipe)!;

    /// <summary>Whether both give the same regions, and analyses under the same options. Versions of analyzers may differ: each result has its own.</summary>
    public bool SameRegions(AnalysisRecipe other) =>
        Versions.GetValueOrDefault(Versioning.Regions) == other.Versions.GetValueOrDefault(Versioning.Regions)
        && JsonElement.DeepEquals(Options, other.Options);

    /// <summary>Which of a region's analyses need not be run again: those that didn't fail and weren't set aside, of the present version, made from results that stand too.</summary>
    public ImmutableSortedDictionary<string, AnalyzerRecord> WhatHolds(ImmutableSortedDictionary<string, AnalyzerRecord> analyses)
    {
        ImmutableSortedDictionary<string, AnalyzerRecord> holding = analyses;
        while (true)
        {
            string[] stale = [.. holding.Where(a => !Holds(a.Key, a.Value, analyses, holding)).Select(a => a.Key)];
            if (stale.Length == 0)
            {
                return holding;
            }

            holding = holding.RemoveRange(stale);
        }
    }

    private bool Holds(
        string analyzer,
        AnalyzerRecord record,
        ImmutableSortedDictionary<string, AnalyzerRecord> all,
        ImmutableSortedDictionary<string, AnalyzerRecord> holding
    ) =>
        record.Status != OutcomeStatus.Failed
        && record.Error?.Code != AnalysisErrorCode.SetAside
        && record.Version == Versions.GetValueOrDefault(analyzer)
        && record.Inputs.Keys.All(input => holding.ContainsKey(input) || !all.ContainsKey(input));

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(AnalysisRecipe))]
    private sealed partial class RecipeJson : JsonSerializerContext;
}
