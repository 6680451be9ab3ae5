namespace AudioSampler.Catalog.Search;

/// <summary>A page of what was found.</summary>
/// <typeparam name="T">Files or regions.</typeparam>
/// <param name="Rows">The rows of this page, in order.</param>
/// <param name="Total">Rows found on all pages.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="PageSize">Most rows of a page.</param>
/// <param name="NextCursor">The place after the last row; null when it is the last of all.</param>
public sealed record SearchPage<T>(IReadOnlyList<T> Rows, long Total, int Page, int PageSize, string? NextCursor);
