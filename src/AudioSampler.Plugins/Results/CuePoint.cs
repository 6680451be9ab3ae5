namespace AudioSampler.Plugins.Results;

/// <summary>A mark that the file brings along.</summary>
/// <param name="TimeS">Seconds from the start of the file.</param>
/// <param name="Label">Its text; null when it has none.</param>
public sealed record CuePoint(double TimeS, string? Label);
