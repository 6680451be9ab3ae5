namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>The region can't be analysed for a reason outside of its analyzers, such as a decoded recording that is gone.</summary>
/// <param name="RegionIndex">Position of the region in the file, from 0.</param>
/// <param name="Message">What happened, in one line.</param>
public sealed record RegionFailed(int RegionIndex, string Message) : RegionMessage(RegionIndex);
