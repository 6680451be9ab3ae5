using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Catalog.Upkeep;

namespace AudioSampler.Server.Models;

/// <summary>What the machine has, what of it the service may take, and what it takes.</summary>
public sealed record SystemResources
{
    /// <summary>Processor.</summary>
    public required CpuResources Cpu { get; init; }

    /// <summary>Memory.</summary>
    public required MemoryResources Memory { get; init; }

    /// <summary>Graphics processor; null while nothing uses one.</summary>
    public object? Gpu { get; init; }

    /// <summary>Why <see cref="Gpu"/> is null.</summary>
    public string? GpuReason { get; init; }

    /// <summary>Disks: the data folder's and the temporary folder's.</summary>
    public required DiskResources Disk { get; init; }

    /// <summary>What is kept besides the database; <c>POST /api/system/cleanup</c> frees what can go of it.</summary>
    public required CacheUsage Caches { get; init; }

    /// <summary>The worker processes, with the memory of each.</summary>
    public required WorkerStatus Workers { get; init; }
}
