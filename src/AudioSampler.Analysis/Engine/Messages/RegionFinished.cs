namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>All analyzers asked for have been heard.</summary>
public sealed record RegionFinished(int RegionIndex) : RegionMessage(RegionIndex);
