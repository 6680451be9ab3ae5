namespace AudioSampler.Plugins.Results;

/// <summary>How long the analysis of a file took.</summary>
/// <param name="DecodeMs">Decoding with all that is done in that pass, in milliseconds.</param>
/// <param name="TotalMs">The whole analysis, in milliseconds of wall time.</param>
/// <param name="RealTimeFactor">Wall time over the file's duration; null for a file of no length.</param>
public sealed record AnalysisTimings(long DecodeMs, long TotalMs, double? RealTimeFactor);
