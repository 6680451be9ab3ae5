namespace AudioSampler.Plugins.Results;

/// <summary>The key of a file.</summary>
/// <param name="Key">Such as <c>A minor</c>.</param>
/// <param name="Tonic">Such as <c>A</c>.</param>
/// <param name="Mode">Major or minor.</param>
/// <param name="Camelot">Key code, such as <c>8A</c>.</param>
/// <param name="Confidence">0…1.</param>
public sealed record KeySummary(string Key, string Tonic, KeyMode Mode, string Camelot, double Confidence);
