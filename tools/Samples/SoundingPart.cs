namespace AudioSampler.Samples;

/// <summary>A stretch of a recording that sounds, with quiet before and after it.</summary>
internal sealed record SoundingPart(double StartSeconds, double EndSeconds, string Kind);
