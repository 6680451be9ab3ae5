namespace AudioSampler.Catalog.Marks;

/// <summary>A search that the user keeps: a collection that fills itself.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Target">files or regions.</param>
/// <param name="Query">The query.</param>
/// <param name="Sort">The order; null for the usual one.</param>
/// <param name="Created">When it was made.</param>
public sealed record SavedSearch(long Id, string Name, string Target, string Query, string? Sort, DateTimeOffset Created);
