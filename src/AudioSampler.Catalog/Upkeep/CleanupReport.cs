using AudioSampler.Audio.Store;

namespace AudioSampler.Catalog.Upkeep;

/// <summary>What a cleanup freed, or with <see cref="DryRun"/> would free.</summary>
public sealed record CleanupReport
{
    /// <summary>Whether nothing was removed.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Playable copies that nobody used in the last ten minutes; they are made again when they are asked for.</summary>
    public required StoreUsage Playable { get; init; }

    /// <summary>Playable copies of audio that the catalogue doesn't know any more.</summary>
    public required StoreUsage OrphanedPlayable { get; init; }

    /// <summary>Waveforms of audio that the catalogue doesn't know any more.</summary>
    public required StoreUsage OrphanedWaveforms { get; init; }

    /// <summary>Playable copies that were begun by a process that died.</summary>
    public required StoreUsage Unfinished { get; init; }

    /// <summary>Decoded sound that dead processes left in the temporary folder.</summary>
    public required StoreUsage Temporary { get; init; }

    /// <summary>All of that.</summary>
    public StoreUsage Total => Playable + OrphanedPlayable + OrphanedWaveforms + Unfinished + Temporary;

    /// <summary>Why something was left that might have gone, one line each; empty when all went well.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}
