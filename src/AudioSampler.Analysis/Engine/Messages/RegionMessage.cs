namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>What a worker says of a region while it analyses it.</summary>
/// <param name="RegionIndex">Position of the region in the file, from 0.</param>
public abstract record RegionMessage(int RegionIndex) : WorkerMessage;
