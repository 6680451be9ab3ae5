using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>What is to be changed of a marker. What is left out stays as it is.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MarkerChange
{
    /// <summary>Another place, in seconds from the start of the file.</summary>
    public double? TimeS { get; init; }

    /// <summary>Another name; empty takes it away.</summary>
    public string? Name { get; init; }
}
