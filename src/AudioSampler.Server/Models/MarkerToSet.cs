using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>A marker to be set.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MarkerToSet
{
    /// <summary>The place, in seconds from the start of the file.</summary>
    public required double TimeS { get; init; }

    /// <summary>Its name; null or empty for none.</summary>
    public string? Name { get; init; }
}
