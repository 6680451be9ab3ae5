using AudioSampler.Catalog.Search;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>A search that was understood.</summary>
/// <param name="Query">What to look for.</param>
/// <param name="Window">Which part of the list.</param>
internal sealed record SearchRequest(SearchQuery Query, SearchWindow Window)
{
    /// <summary>Reads a search.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static ProblemHttpResult? Read(
        SearchTarget target,
        string? query,
        string? sort,
        int page,
        int pageSize,
        string? cursor,
        bool explain,
        out SearchRequest request
    )
    {
        request = null!;
        if (
            !SearchQuery.TryParse(query, out SearchQuery? wanted, out SearchSyntaxError? error, target)
            || !SearchSort.TryParse(sort, out SearchSort? order, out error, target)
        )
        {
            return Problem.BadQuery(error);
        }

        request = new SearchRequest(wanted, new SearchWindow(page, pageSize, order) { Cursor = cursor, Explain = explain });
        return Paging.Refuse(page, pageSize);
    }
}
