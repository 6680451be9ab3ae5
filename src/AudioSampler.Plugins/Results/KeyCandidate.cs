namespace AudioSampler.Plugins.Results;

/// <summary>A key that comes into question.</summary>
/// <param name="Key">Such as <c>A minor</c>.</param>
/// <param name="Score">0…1.</param>
public sealed record KeyCandidate(string Key, double Score);
