namespace AudioSampler.Audio.Metadata;

/// <summary>A loop that the file brings along.</summary>
/// <param name="StartSeconds">First sample, in seconds from the start of the file.</param>
/// <param name="EndSeconds">End (exclusive), in seconds from the start of the file.</param>
public sealed record LoopMark(double StartSeconds, double EndSeconds);
