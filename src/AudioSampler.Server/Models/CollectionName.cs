using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>The name of a collection.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CollectionName
{
    /// <summary>A word or a few, at most 200 characters; no two collections have the same, whatever their case.</summary>
    public required string Name { get; init; }
}
