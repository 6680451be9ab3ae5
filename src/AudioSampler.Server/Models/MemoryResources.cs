namespace AudioSampler.Server.Models;

/// <summary>Memory, in bytes. That of each worker stands under <c>workers</c>.</summary>
public sealed record MemoryResources
{
    /// <summary>Memory of the machine, or the limit of the container where that is smaller.</summary>
    public required long MachineBytes { get; init; }

    /// <summary>Of it free for programs; null where the system doesn't say.</summary>
    public long? AvailableBytes { get; init; }

    /// <summary>Memory that one worker may use.</summary>
    public required long WorkerLimitBytes { get; init; }

    /// <summary>Memory that this process holds.</summary>
    public required long ProcessBytes { get; init; }

    /// <summary>Memory that all workers hold together.</summary>
    public required long WorkersBytes { get; init; }
}
