namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>How many workers there were so far: kept apart from the pool, because a program may have one pool after another.</summary>
internal sealed class WorkerCounts
{
    private long _started;
    private long _deaths;

    /// <summary>Number started.</summary>
    public long Started => Interlocked.Read(ref _started);

    /// <summary>Of them ended by a crash or a limit.</summary>
    public long Deaths => Interlocked.Read(ref _deaths);

    /// <summary>Counts a start.</summary>
    public void Start() => Interlocked.Increment(ref _started);

    /// <summary>Counts a death.</summary>
    public void Die() => Interlocked.Increment(ref _deaths);
}
