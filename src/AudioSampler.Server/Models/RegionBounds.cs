using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>Where a region is to begin or end.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RegionBounds
{
    /// <summary>Start, in seconds from the start of the file; left out to stay.</summary>
    public double? StartS { get; init; }

    /// <summary>End, in seconds from the start of the file; left out to stay.</summary>
    public double? EndS { get; init; }
}
