namespace AudioSampler.Plugins.Results;

/// <summary>A stretch of one kind of sound.</summary>
/// <param name="StartS">Start, in seconds from the start of the file.</param>
/// <param name="EndS">End, in seconds from the start of the file.</param>
/// <param name="Kind">Music, speech, singing, environment or silence.</param>
/// <param name="Label">What to call it.</param>
/// <param name="Confidence">0…1.</param>
public sealed record ContentSegment(double StartS, double EndS, SoundKind Kind, string Label, double Confidence);
