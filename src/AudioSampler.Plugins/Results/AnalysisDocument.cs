using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Plugins.Results;

/// <summary>All that is known of one file: <c>ais.analysis/1</c>, the one format of results.</summary>
public sealed record AnalysisDocument
{
    /// <summary>The format's name and version.</summary>
    public const string CurrentSchema = "ais.analysis/1";

    /// <summary>Always <see cref="CurrentSchema"/>.</summary>
    public string Schema
    {
        get => field ?? CurrentSchema;
        init;
    }

    /// <summary>Absolute path of this copy of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The catalogue's number of the file; null without a catalogue.</summary>
    public long? FileId { get; init; }

    /// <summary>Whether everything, something or nothing could be analysed.</summary>
    public required AnalysisStatus Status { get; init; }

    /// <summary>Why nothing could be analysed, when <see cref="Status"/> is failed.</summary>
    public AnalysisError? Error { get; init; }

    /// <summary>What was odd about the file, though it could be analysed.</summary>
    public ImmutableArray<AnalysisError> Warnings
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>The options that the analysis was made with.</summary>
    public JsonElement? Options { get; init; }

    /// <summary>Versions of the program (<c>ais</c>) and of each analyzer, by name.</summary>
    public ImmutableSortedDictionary<string, string> Versions
    {
        get => field ?? ImmutableSortedDictionary<string, string>.Empty;
        init;
    }

    /// <summary>The file itself; null when it could not be probed.</summary>
    public FileFacts? File { get; init; }

    /// <summary>The regions, in order.</summary>
    public ImmutableArray<RegionDocument> Regions
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>The file in a few words; null when nothing could be analysed.</summary>
    public FileSummary? Summary { get; init; }

    /// <summary>What the user says, by field (<c>tempo.bpm</c>): it wins over the analysed values, which stay readable.</summary>
    public ImmutableSortedDictionary<string, JsonElement>? Overrides { get; init; }

    /// <summary>The user's name, rating, tags and note; left out where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UserMark? User { get; init; }

    /// <summary>How long it took; null when left out.</summary>
    public AnalysisTimings? Timings { get; init; }
}
