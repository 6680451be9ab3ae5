namespace AudioSampler.Plugins.Results;

/// <summary>A tempo that comes into question.</summary>
/// <param name="Bpm">Beats per minute.</param>
/// <param name="Score">0…1, the best 1.</param>
public sealed record TempoCandidate(double Bpm, double Score);
