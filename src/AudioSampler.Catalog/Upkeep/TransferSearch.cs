namespace AudioSampler.Catalog.Upkeep;

/// <summary>A search that is kept.</summary>
internal sealed record TransferSearch(string Name, string Target, string Query, string? Sort);
