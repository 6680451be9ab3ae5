namespace AudioSampler.Audio.Metadata;

/// <summary>A mark that the file brings along: a cue point, a marker or the start of a chapter.</summary>
/// <param name="TimeSeconds">Seconds from the start of the file.</param>
/// <param name="Label">Its text; null when it has none.</param>
public sealed record CueMark(double TimeSeconds, string? Label);
