namespace AudioSampler.Server.Models;

/// <summary>A registered analyzer.</summary>
public sealed record PluginInfo
{
    /// <summary>Stable name.</summary>
    public required string Name { get; init; }

    /// <summary>Version, stored with each of its results.</summary>
    public required string Version { get; init; }

    /// <summary>What it does.</summary>
    public required string Description { get; init; }

    /// <summary>Its place in the order of work, from 0.</summary>
    public required int Order { get; init; }

    /// <summary>Names of the analyzers whose results it consumes.</summary>
    public required IReadOnlyList<string> Consumes { get; init; }

    /// <summary>Name of the record that it produces.</summary>
    public required string Produces { get; init; }

    /// <summary>Name of the plugin that brings it; null for those that come with the program.</summary>
    public string? Plugin { get; init; }

    /// <summary>Why it can't be run, in one line with the remedy; null when nothing is known to be wrong.</summary>
    public string? Problem { get; init; }

    /// <summary>ok, broken when it can't be run (see problem), failing when its last run failed, or set_aside when it failed on so many files in a row that it isn't run until the next start.</summary>
    public required string Health { get; init; }

    /// <summary>How it went since the start; null before its first run.</summary>
    public PluginTimings? Timings { get; init; }
}
