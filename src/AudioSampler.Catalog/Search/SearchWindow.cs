namespace AudioSampler.Catalog.Search;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Page">Number of the page, from 1; not looked at when there is a cursor.</param>
/// <param name="PageSize">Rows of a page, 1…<see cref="Catalogue.MaxPageSize"/>.</param>
/// <param name="Sort">The order; it is the same each time, for ties too.</param>
public sealed record SearchWindow(int Page, int PageSize, SearchSort Sort)
{
    /// <summary>The place after which to go on, from <see cref="SearchPage{T}.NextCursor"/>; null for a page by its number.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether each row is to say why it matched.</summary>
    public bool Explain { get; init; }
}
