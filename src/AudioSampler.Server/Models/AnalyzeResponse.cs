using AudioSampler.Plugins.Results;

namespace AudioSampler.Server.Models;

/// <summary>A file's result.</summary>
/// <param name="AnalysisResult">The document.</param>
/// <param name="ApiVersion">Version of this interface.</param>
public sealed record AnalyzeResponse(AnalysisDocument AnalysisResult, string ApiVersion);
