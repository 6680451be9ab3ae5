namespace AudioSampler.Plugins.Results;

/// <summary>A loop that the file brings along.</summary>
/// <param name="StartS">First sample, in seconds from the start of the file.</param>
/// <param name="EndS">End (exclusive), in seconds from the start of the file.</param>
public sealed record LoopPoints(double StartS, double EndS);
