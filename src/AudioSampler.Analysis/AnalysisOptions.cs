using System.Text.Json;
using AudioSampler.Analysis.Analyzers.Content;
using AudioSampler.Analysis.Analyzers.Key;
using AudioSampler.Analysis.Analyzers.Notes;
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

    /// <summary>As it stands in the document.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, AnalysisOptionsJson.Default.AnalysisOptions);
}
