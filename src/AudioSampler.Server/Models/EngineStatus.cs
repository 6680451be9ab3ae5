using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Server.Jobs;

namespace AudioSampler.Server.Models;

/// <summary>The engine in detail.</summary>
public sealed record EngineStatus
{
    /// <summary>What <c>/health</c> says.</summary>
    public required HealthReport Health { get; init; }

    /// <summary>Jobs that wait.</summary>
    public required long JobsQueued { get; init; }

    /// <summary>Jobs at work.</summary>
    public required IReadOnlyList<JobStatus> JobsRunning { get; init; }

    /// <summary>The analyzers.</summary>
    public required IReadOnlyList<PluginInfo> Plugins { get; init; }

    /// <summary>What is wrong with plugins, one line each; those that can't be read at all stand only here.</summary>
    public required IReadOnlyList<string> PluginProblems { get; init; }

    /// <summary>The worker processes.</summary>
    public required WorkerStatus Workers { get; init; }

    /// <summary>Processor cores.</summary>
    public required int Cores { get; init; }

    /// <summary>Memory that this process holds, in bytes.</summary>
    public required long ResidentBytes { get; init; }

    /// <summary>Room left in the data folder, in bytes.</summary>
    public required long DataFreeBytes { get; init; }

    /// <summary>Folders whose files may be analysed and played.</summary>
    public required IReadOnlyList<string> Roots { get; init; }
}
