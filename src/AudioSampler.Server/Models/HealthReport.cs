namespace AudioSampler.Server.Models;

/// <summary>Whether the service can do its work.</summary>
public sealed record HealthReport
{
    /// <summary>healthy, starting, or unhealthy.</summary>
    public required string Status { get; init; }

    /// <summary>Version of the engine.</summary>
    public required string Version { get; init; }

    /// <summary>Seconds since the start.</summary>
    public required double UptimeS { get; init; }

    /// <summary>Number of analyzers registered; 0 while the engine starts.</summary>
    public required int Plugins { get; init; }

    /// <summary>opening, open, or why it can't be opened.</summary>
    public required string Database { get; init; }

    /// <summary>Path of FFmpeg, or why it is missing.</summary>
    public required string Ffmpeg { get; init; }

    /// <summary>The network that hears labels; <c>signal: …</c> where none can be run, and why.</summary>
    public required string Model { get; init; }
}
