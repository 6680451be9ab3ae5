namespace AudioSampler.Catalog.Search;

/// <summary>A page of what was found.</summary>
/// <param name="Rows">The files of this page, in order.</param>
/// <param name="Total">Files found on all pages.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="PageSize">Most rows of a page.</param>
public sealed record SearchPage(IReadOnlyList<SearchRow> Rows, long Total, int Page, int PageSize);
