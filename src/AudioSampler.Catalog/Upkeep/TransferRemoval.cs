namespace AudioSampler.Catalog.Upkeep;

/// <summary>The entry of the history that removed a file.</summary>
/// <param name="Id">Its number.</param>
/// <param name="AtTicks">When it was made, in UTC ticks: that tells whether it was read in already.</param>
internal sealed record TransferRemoval(long Id, long AtTicks);
