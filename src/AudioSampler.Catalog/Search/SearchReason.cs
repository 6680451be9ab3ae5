namespace AudioSampler.Catalog.Search;

/// <summary>A piece of a query that speaks for a row.</summary>
/// <param name="Term">The piece as written.</param>
/// <param name="In">Where its words stand: name, folder, tags, labels, metadata, mine (the user's tags), note; empty for a field.</param>
public sealed record SearchReason(string Term, IReadOnlyList<string> In);
