using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>Files to be taken out of the catalogue: by their numbers, or all that a query finds.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FilesToRemove
{
    /// <summary>Their numbers; left out where a query says which.</summary>
    public ImmutableArray<long> Ids
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>A search that finds them; left out where their numbers are given.</summary>
    public string? Query { get; init; }
}
