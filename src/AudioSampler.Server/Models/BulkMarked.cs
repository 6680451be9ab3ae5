namespace AudioSampler.Server.Models;

/// <summary>What a change was made to.</summary>
/// <param name="Count">How many files or regions.</param>
public sealed record BulkMarked(int Count);
