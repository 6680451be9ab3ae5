using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>What is to be analysed.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AnalyzeRequest
{
    /// <summary>Absolute path of a file or folder under a root.</summary>
    public required string FilePath { get; init; }

    /// <summary>How to analyse it; null for the usual way.</summary>
    public AnalyzeOptions? Options { get; init; }
}
