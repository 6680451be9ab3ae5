namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>An analyzer is about to run: said before it does, so that it is known what was at work when a worker dies.</summary>
public sealed record AnalyzerStarted(int RegionIndex, string Analyzer) : RegionMessage(RegionIndex);
