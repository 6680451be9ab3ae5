namespace AudioSampler.Plugins.Results;

/// <summary>The tempo of a file.</summary>
/// <param name="Bpm">Beats per minute.</param>
/// <param name="Confidence">0…1.</param>
/// <param name="TimeSignature">Such as <c>3/4</c>; null when not known.</param>
public sealed record TempoSummary(double Bpm, double Confidence, string? TimeSignature);
