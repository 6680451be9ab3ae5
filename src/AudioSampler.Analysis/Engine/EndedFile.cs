using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>A file that has ended before in the same job.</summary>
/// <param name="Document">What came of it; null when it holds no sound.</param>
public sealed record EndedFile(AnalysisDocument? Document);
