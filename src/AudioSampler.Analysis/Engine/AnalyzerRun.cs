using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>What came of running an analyzer.</summary>
/// <param name="Record">What is stored and shown.</param>
/// <param name="Outcome">The <c>Outcome&lt;T&gt;</c> for those who consume it by type; null for an analyzer without a .NET type.</param>
/// <param name="Abandoned">Whether the analyzer is still at work though nobody waits for it: it did not listen when its time was up.</param>
internal sealed record AnalyzerRun(AnalyzerRecord Record, object? Outcome, bool Abandoned = false);
