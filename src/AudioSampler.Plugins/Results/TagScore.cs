namespace AudioSampler.Plugins.Results;

/// <summary>A label and how strongly it applies.</summary>
/// <param name="Label">AudioSet display name.</param>
/// <param name="Score">0…1.</param>
public sealed record TagScore(string Label, double Score);
