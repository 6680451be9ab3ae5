namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>What a worker says while it analyses a region.</summary>
/// <param name="RegionIndex">Position of the region in the file, from 0.</param>
public abstract record WorkerMessage(int RegionIndex);
