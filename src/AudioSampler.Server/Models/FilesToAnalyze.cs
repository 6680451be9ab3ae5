using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>Files of the catalogue to be analysed again: by their numbers, or all that a query finds.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FilesToAnalyze
{
    /// <summary>Their numbers; left out where a query says which.</summary>
    public ImmutableArray<long> Ids
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>A search that finds them, such as is:stale; left out where their numbers are given.</summary>
    public string? Query { get; init; }

    /// <summary>How to analyse them; null for the usual way, which runs again only what is stale.</summary>
    public AnalyzeOptions? Options { get; init; }
}
