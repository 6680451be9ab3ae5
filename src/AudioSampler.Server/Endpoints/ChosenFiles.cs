using AudioSampler.Catalog;
using AudioSampler.Catalog.Search;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>Files that a request names by their numbers, or by a search.</summary>
internal static class ChosenFiles
{
    /// <summary>Their numbers, or what is wrong with the choice.</summary>
    public static async Task<(IReadOnlyList<long> Ids, ProblemHttpResult? Refusal)> FindAsync(
        Catalogue catalogue,
        IReadOnlyList<long> ids,
        string? query,
        CancellationToken cancellationToken
    )
    {
        if (ids.Count == 0 == string.IsNullOrWhiteSpace(query))
        {
            return ([], Problem.Of(400, ProblemCodes.BadMark, "say which by ids or by a query, one of the two"));
        }

        if (query is not null)
        {
            if (!SearchQuery.TryParse(query, out SearchQuery? parsed, out SearchSyntaxError? error))
            {
                return ([], Problem.BadQuery(error));
            }

            ids = await catalogue.FindIdsAsync(parsed, cancellationToken);
        }

        return ids.Count > Catalogue.MostChanged
            ? ([], Problem.Of(400, ProblemCodes.BadMark, $"that is more than {Catalogue.MostChanged}: narrow the search"))
            : (ids, null);
    }
}
