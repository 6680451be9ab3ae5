using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>Where a region is to be split.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SplitPlace
{
    /// <summary>The place, in seconds from the start of the file, within the region.</summary>
    public required double AtS { get; init; }
}
