namespace AudioSampler.Catalog.Search;

/// <summary>What of a text is looked for in the words of files, and what in those of regions, as expressions of FTS5; null where there is no column for it.</summary>
internal sealed record TextLookup(string? InFiles, string? InRegions);
