namespace AudioSampler.Analysis.Engine;

/// <summary>How far the analysis of a file is.</summary>
/// <param name="Path">The file.</param>
/// <param name="Stage">What is being done.</param>
/// <param name="DecodedSeconds">Audio decoded so far, in seconds.</param>
/// <param name="Analyses">Analyses done so far.</param>
/// <param name="AnalysesTotal">Analyses to do; 0 until the regions are known.</param>
/// <param name="Analyzer">The analyzer that was started or has finished last; null before.</param>
/// <param name="RegionIndex">The region that it is at work on; null before.</param>
public sealed record AnalysisProgress(
    string Path,
    AnalysisStage Stage,
    double DecodedSeconds,
    int Analyses,
    int AnalysesTotal,
    string? Analyzer,
    int? RegionIndex
);
