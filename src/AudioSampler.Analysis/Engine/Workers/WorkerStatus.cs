using System.Collections.Immutable;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>How the workers are.</summary>
/// <param name="Limit">Largest number of them.</param>
/// <param name="Alive">Those that run.</param>
/// <param name="Started">Number started so far.</param>
/// <param name="Deaths">Of them ended by a crash or a limit.</param>
/// <param name="MemoryLimitBytes">Memory that each may use, in bytes.</param>
public sealed record WorkerStatus(int Limit, ImmutableArray<WorkerInfo> Alive, long Started, long Deaths, long MemoryLimitBytes)
{
    /// <summary>No workers: analyzers run in this process.</summary>
    public static WorkerStatus InProcess { get; } = new(0, [], 0, 0, 0);
}
