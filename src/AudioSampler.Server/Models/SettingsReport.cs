using AudioSampler.Analysis;

namespace AudioSampler.Server.Models;

/// <summary>What holds for all analyses to come.</summary>
/// <param name="Analysis">The options, as they stand in each result that is made with them.</param>
public sealed record SettingsReport(AnalysisOptions Analysis);
