namespace AudioSampler.Analysis.Engine;

/// <summary>An analyzer that can't be ordered among the others.</summary>
/// <param name="Analyzer">The analyzer.</param>
/// <param name="Reason">Why, and what to do.</param>
public sealed record AnalyzerMisfit(AnalyzerDescriptor Analyzer, string Reason);
