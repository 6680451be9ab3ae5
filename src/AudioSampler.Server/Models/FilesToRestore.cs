using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>Removed files to be brought back.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FilesToRestore
{
    /// <summary>The numbers that they had.</summary>
    public required ImmutableArray<long> Ids { get; init; }
}
