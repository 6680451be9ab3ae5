namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>A worker process.</summary>
/// <param name="ProcessId">The system's number of it.</param>
/// <param name="Files">Files that it was given so far.</param>
/// <param name="ResidentBytes">Memory that it holds, in bytes.</param>
public sealed record WorkerInfo(int ProcessId, int Files, long ResidentBytes);
