using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>A folder to be added to the roots.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RootToAdd
{
    /// <summary>Absolute path of a folder.</summary>
    public required string Path { get; init; }
}
