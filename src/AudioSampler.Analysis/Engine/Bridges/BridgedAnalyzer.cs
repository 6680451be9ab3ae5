namespace AudioSampler.Analysis.Engine.Bridges;

/// <summary>One analyzer of a bridge, as its plugin declares it.</summary>
public sealed record BridgedAnalyzer
{
    /// <summary>Name, version, what is consumed and produced, time limits.</summary>
    public required AnalyzerDescriptor Descriptor { get; init; }

    /// <summary>Says what is wrong with a result; null to check only that it is an object of finite numbers.</summary>
    public IResultSchema? Schema { get; init; }

    /// <summary>Memory that the program may hold while this analyzer is at work, in bytes. Default 1 GiB.</summary>
    public long MemoryLimitBytes { get; init; } = 1L << 30;

    /// <summary>Time that the program has to get ready. Default 10 s; of several analyzers the longest counts.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(10);
}
