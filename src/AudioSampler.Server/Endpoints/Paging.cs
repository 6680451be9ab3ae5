using AudioSampler.Catalog;
using AudioSampler.Catalog.Search;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>Pages of lists that link to each other.</summary>
internal static class Paging
{
    /// <summary>Rows of a page if nobody says otherwise.</summary>
    public const int UsualPageSize = 50;

    /// <summary>What is wrong with a page that was asked for; null when nothing is.</summary>
    public static ProblemHttpResult? Refuse(int page, int pageSize) =>
        page < 1 || pageSize is < 1 or > Catalogue.MaxPageSize
            ? Problem.Of(400, ProblemCodes.BadPage, $"page is from 1, page_size from 1 to {Catalogue.MaxPageSize}")
            : null;

    /// <summary>A page with the addresses of those beside it.</summary>
    public static ResultPage<T> Page<T>(HttpRequest request, int page, int pageSize, long total, IReadOnlyList<T> rows) =>
        new()
        {
            Count = total,
            Page = page,
            PageSize = pageSize,
            Next = (long)page * pageSize < total ? AddressOf(request, page + 1) : null,
            Previous = page > 1 ? AddressOf(request, page - 1) : null,
            Results = rows,
        };

    /// <summary>A page of a search with the addresses of those beside it.</summary>
    public static ResultPage<T> Page<T>(HttpRequest request, SearchPage<T> found) =>
        Page(request, found.Page, found.PageSize, found.Total, found.Rows) is var page && request.Query.ContainsKey("cursor")
            ? page with
            {
                Next = null,
                Previous = null,
                NextCursor = found.NextCursor,
            }
            : page with
            {
                NextCursor = found.NextCursor,
            };

    private static string AddressOf(HttpRequest request, int page)
    {
        var query = QueryString.Create(
            request
                .Query.Where(q => q.Key != "page")
                .SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value))
                .Append(KeyValuePair.Create("page", (string?)page.ToString()))
        );
        return request.Path + query.ToString();
    }
}
