using AudioSampler.Plugins.Contract;

namespace AudioSampler.Catalog.Jobs;

/// <summary>A file of a job.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="State">Where it stands.</param>
/// <param name="FileId">The file in the catalogue; null before its end, when it failed in a way that isn't kept, and when it holds no sound.</param>
/// <param name="Error">Why it failed; null when it didn't.</param>
public sealed record JobFile(string Path, JobState State, long? FileId, AnalysisError? Error);
