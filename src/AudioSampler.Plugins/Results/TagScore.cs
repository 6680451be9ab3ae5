using System.Text.Json.Serialization;

namespace AudioSampler.Plugins.Results;

/// <summary>A label and how strongly it applies.</summary>
/// <param name="Label">AudioSet display name.</param>
/// <param name="Score">0…1.</param>
public sealed record TagScore(string Label, double Score)
{
    /// <summary>What the score comes from: <c>network</c>, or <c>head</c> where a small network of this project over the large one's embedding had its say; null in summaries.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Source { get; init; }
}
