namespace AudioSampler.Catalog.Upkeep;

/// <summary>A collection and what is in it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Items">What is in it, in its order.</param>
/// <param name="Number">Its number, by which the history speaks of it; null in files of before.</param>
/// <param name="CreatedTicks">When it was made, in UTC ticks; null in files of before.</param>
internal sealed record TransferCollection(string Name, IReadOnlyList<TransferItem> Items, long? Number, long? CreatedTicks);
