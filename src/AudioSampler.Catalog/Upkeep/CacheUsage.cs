using AudioSampler.Audio.Store;

namespace AudioSampler.Catalog.Upkeep;

/// <summary>What is kept on disk besides the database.</summary>
/// <param name="Playable">Copies of sounds that browsers can't play; made on first use, and again when they are gone.</param>
/// <param name="Waveforms">Waveform pyramids, one a piece of audio.</param>
/// <param name="Temporary">Decoded sound of the analyses that run, and what dead processes left of theirs.</param>
public sealed record CacheUsage(StoreUsage Playable, StoreUsage Waveforms, StoreUsage Temporary)
{
    /// <summary>Counts the files of a data folder and of a temporary store.</summary>
    /// <param name="folder">The data folder; one that is not there holds nothing.</param>
    /// <param name="temporaryRoot">Folder of the temporary store; null for the usual one.</param>
    public static CacheUsage Measure(DataFolder folder, string? temporaryRoot = null) =>
        new(StoreUsage.Of(folder.PlayableFolder), StoreUsage.Of(folder.WaveformFolder), TempStore.Measure(temporaryRoot));
}
