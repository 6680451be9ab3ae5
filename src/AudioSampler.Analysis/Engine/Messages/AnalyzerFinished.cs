using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>What an analyzer had to say.</summary>
/// <param name="RegionIndex">Position of the region in the file, from 0.</param>
/// <param name="Analyzer">Name of the analyzer.</param>
/// <param name="Record">Its record.</param>
/// <param name="Abandoned">Whether it is still at work, because it did not listen when its time was up: the worker is of no more use then.</param>
public sealed record AnalyzerFinished(int RegionIndex, string Analyzer, AnalyzerRecord Record, bool Abandoned = false)
    : RegionMessage(RegionIndex);
