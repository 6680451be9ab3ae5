using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>What an analyzer had to say.</summary>
public sealed record AnalyzerFinished(int RegionIndex, string Analyzer, AnalyzerRecord Record) : WorkerMessage(RegionIndex);
