namespace AudioSampler.Catalog.Upkeep;

/// <summary>An entry of the history.</summary>
/// <param name="Id">Its number.</param>
/// <param name="AtTicks">When, in UTC ticks.</param>
/// <param name="Action">What, in a few words.</param>
/// <param name="Count">How many files, regions or collections it was done to.</param>
/// <param name="Undone">Whether it was undone.</param>
/// <param name="Changes">What it changed.</param>
internal sealed record TransferEntry(long Id, long AtTicks, string Action, int Count, bool Undone, TransferChanges Changes);
