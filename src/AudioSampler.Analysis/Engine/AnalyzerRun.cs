using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>What came of running an analyzer.</summary>
/// <param name="Record">What is stored and shown.</param>
/// <param name="Outcome">The <c>Outcome&lt;T&gt;</c> for those who consume it.</param>
internal sealed record AnalyzerRun(AnalyzerRecord Record, object Outcome);
