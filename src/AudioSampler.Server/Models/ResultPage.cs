namespace AudioSampler.Server.Models;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What the list is of.</typeparam>
public sealed record ResultPage<T>
{
    /// <summary>Number of all that match.</summary>
    public required long Count { get; init; }

    /// <summary>Number of this page, from 1.</summary>
    public required int Page { get; init; }

    /// <summary>Largest number of rows of a page.</summary>
    public required int PageSize { get; init; }

    /// <summary>Address of the next page; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>Address of the page before; null on the first.</summary>
    public string? Previous { get; init; }

    /// <summary>The place after the last row, to be given as cursor: paging on from there repeats and skips nothing, whatever is added meanwhile; null on the last page, and for lists that have none.</summary>
    public string? NextCursor { get; init; }

    /// <summary>The rows.</summary>
    public required IReadOnlyList<T> Results { get; init; }
}
