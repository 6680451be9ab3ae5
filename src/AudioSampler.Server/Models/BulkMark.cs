using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AudioSampler.Catalog.Marks;

namespace AudioSampler.Server.Models;

/// <summary>A change to what the user says of many files or regions: by their numbers, or all that a query finds.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BulkMark
{
    /// <summary>Their numbers; left out where a query says which.</summary>
    public ImmutableArray<long> Ids
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>A search that finds them; left out where their numbers are given.</summary>
    public string? Query { get; init; }

    /// <summary>The change.</summary>
    public required MarkChange Change { get; init; }
}
