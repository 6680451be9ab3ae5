using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioSampler.Plugins.Results;

/// <summary>A stretch of sound between silences, and what was found in it.</summary>
public sealed record RegionDocument
{
    /// <summary>For people: the file's name and the position, such as <c>take1-r1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The catalogue's number of the region; null without a catalogue.</summary>
    public long? RegionId { get; init; }

    /// <summary>Position in the file, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Start, in seconds from the start of the file.</summary>
    public required double StartS { get; init; }

    /// <summary>End, in seconds from the start of the file.</summary>
    public required double EndS { get; init; }

    /// <summary>Largest absolute sample, in dBFS; null for digital silence.</summary>
    public double? PeakDbfs { get; init; }

    /// <summary>RMS level, in dBFS; null for digital silence.</summary>
    public double? RmsDbfs { get; init; }

    /// <summary>What each analyzer had to say, by its name.</summary>
    public ImmutableSortedDictionary<string, AnalyzerRecord> Analyses
    {
        get => field ?? ImmutableSortedDictionary<string, AnalyzerRecord>.Empty;
        init;
    }

    /// <summary>What the user says, by field: it wins over the analysed values, which stay readable.</summary>
    public ImmutableSortedDictionary<string, JsonElement>? Overrides { get; init; }

    /// <summary>The user's name, rating, tags and note; left out where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UserMark? User { get; init; }
}
