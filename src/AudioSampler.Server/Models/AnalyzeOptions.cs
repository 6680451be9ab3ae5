using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>How to analyse.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AnalyzeOptions
{
    /// <summary>Names of the analyzers to run, with what they need; null for all.</summary>
    public IReadOnlyList<string>? Only { get; init; }

    /// <summary>Whether to analyse again what is stored already.</summary>
    public bool Force { get; init; }
}
