using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>Regions to be handed out.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExportRequest
{
    /// <summary>Numbers of regions; left out where a query says which.</summary>
    public ImmutableArray<long> Ids
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>A search of regions; left out where their numbers are given.</summary>
    public string? Query { get; init; }

    /// <summary>slices (a zip of sounds), csv, json, or labels (a zip of label tracks for Audacity, one a file).</summary>
    public string What
    {
        get => field ?? "slices";
        init;
    }

    /// <summary>wav or flac, of slices.</summary>
    public string Format
    {
        get => field ?? "wav";
        init;
    }

    /// <summary>Names of slices: text with {file} {index} {name} {kind} {type} {bpm} {key} {camelot} {tag} {rating} {start}.</summary>
    public string Template
    {
        get => field ?? "{file}-{index} {bpm} {key}";
        init;
    }
}
