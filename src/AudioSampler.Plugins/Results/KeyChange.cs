namespace AudioSampler.Plugins.Results;

/// <summary>The local key from a moment on.</summary>
/// <param name="TimeS">Seconds from the start of the file.</param>
/// <param name="Key">Such as <c>A minor</c>.</param>
public sealed record KeyChange(double TimeS, string Key);
