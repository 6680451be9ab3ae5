namespace AudioSampler.Catalog.Upkeep;

/// <summary>A collection and what is in it.</summary>
internal sealed record TransferCollection(string Name, IReadOnlyList<TransferPlace> Items);
