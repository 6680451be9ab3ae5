using System.Text.Json;
using System.Text.Json.Nodes;
using AudioSampler.Analysis.Analyzers.Content;
using AudioSampler.Analysis.Analyzers.Key;
using AudioSampler.Analysis.Analyzers.Notes;
using AudioSampler.Analysis.Analyzers.Speech;
using AudioSampler.Analysis.Analyzers.Tempo;
using AudioSampler.Audio.Regions;

namespace AudioSampler.Analysis;

/// <summary>Options of an analysis, one record per part. They are kept with the results; other options make results stale.</summary>
public sealed record AnalysisOptions
{
    /// <summary>How a file is cut into regions.</summary>
    public SilenceOptions Regions { get; init; } = new();

    /// <summary>Which network hears the labels.</summary>
    public TaggingOptions Tagging { get; init; } = new();

    /// <summary>How voices are found.</summary>
    public SpeechOptions Speech { get; init; } = new();

    /// <summary>How the timeline is cut.</summary>
    public ContentOptions Content { get; init; } = new();

    /// <summary>How tempo, beats and meter are found.</summary>
    public TempoOptions Tempo { get; init; } = new();

    /// <summary>How the key is found.</summary>
    public KeyOptions Key { get; init; } = new();

    /// <summary>How notes are found.</summary>
    public NotesOptions Notes { get; init; } = new();

    /// <summary>All that is wrong, one line each; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate() =>
        [.. Regions.Validate(), .. Content.Validate(), .. Tempo.Validate(), .. Key.Validate(), .. Notes.Validate()];

    /// <summary>These options with changes.</summary>
    /// <param name="change">A JSON merge patch (RFC 7396): what is left out stays, null sets back to what is usual.</param>
    /// <exception cref="JsonException">There is no option of that name, or not with such a value.</exception>
    public AnalysisOptions With(JsonElement change) => OverUsual(MergePatch.Apply(JsonNode.Parse(ToJson().GetRawText()), change));

    /// <summary>Options as they were kept, perhaps by a version that had fewer of them: those have their usual values.</summary>
    /// <exception cref="JsonException">There is an option of a name that this version does not know, or it does not take its value.</exception>
    public static AnalysisOptions Parse(string json) => OverUsual(JsonNode.Parse(json));

    private static AnalysisOptions OverUsual(JsonNode? options) =>
        // Members that are left out would be null or zero, not what the record has them begin with.
        MergePatch
            .Apply(JsonNode.Parse(new AnalysisOptions().ToJson().GetRawText()), JsonSerializer.SerializeToElement(options))
            .Deserialize(AnalysisOptionsJson.Default.AnalysisOptions)
        ?? new AnalysisOptions();

    /// <summary>As it stands in the document.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, AnalysisOptionsJson.Default.AnalysisOptions);
}
