namespace AudioSampler.Plugins.Contract;

/// <summary>An expected failure, as a value: a stable code, and one line that names the file and the remedy.</summary>
/// <param name="Code">Stable code, written in snake_case.</param>
/// <param name="Message">One line for people; no stack trace.</param>
public sealed record AnalysisError(AnalysisErrorCode Code, string Message);
