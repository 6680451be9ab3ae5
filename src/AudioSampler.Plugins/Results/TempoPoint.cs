namespace AudioSampler.Plugins.Results;

/// <summary>The tempo at a moment.</summary>
/// <param name="TimeS">Seconds from the start of the file.</param>
/// <param name="Bpm">Beats per minute.</param>
public sealed record TempoPoint(double TimeS, double Bpm);
