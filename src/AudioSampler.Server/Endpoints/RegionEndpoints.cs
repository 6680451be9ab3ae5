using System.ComponentModel;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Search;
using AudioSampler.Plugins.Results;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>Regions: search, and one by its number.</summary>
internal static class RegionEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapRegions(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/regions", SearchAsync)
            .WithTags("Regions")
            .WithSummary("Search regions")
            .WithDescription(
                "The grammar of GET /database/files, with duration, tempo, key and the rest of the region itself; besides, type:loop and root:C3 (the root note of a "
                    + "single note). A region of several copies of a file has a row for each."
            )
            .ProducesProblem(400)
            .WithExample(200, MarkExamples.Regions);
        routes
            .MapGet("/api/regions/{id:long}", GetAsync)
            .WithTags("Regions")
            .WithSummary("A region with its analyses and what the user says of it")
            .WithDescription("Its number stays the same when the file is analysed again and the region covers much the same stretch.")
            .ProducesProblem(400)
            .ProducesProblem(404)
            .WithExample(200, MarkExamples.Region);
    }

    private static async Task<Results<Ok<ResultPage<RegionSearchRow>>, ProblemHttpResult>> SearchAsync(
        EngineRoom room,
        SlowSearches slow,
        HttpRequest request,
        CancellationToken cancellationToken,
        [Description("Search, in the grammar of GET /database/files")] string? query = null,
        [Description("Columns to sort by, such as -tempo,name, or tempo:120 for the nearest first")] string? sort = null,
        [Description("Number of the page, from 1")] int page = 1,
        [Description("Rows of a page, 1 to 500")] int page_size = Paging.UsualPageSize,
        [Description("next_cursor of the page before, instead of a page's number")] string? cursor = null,
        [Description("Whether each row is to say why it matched")] bool explain = false
    )
    {
        if (SearchRequest.Read(SearchTarget.Regions, query, sort, page, page_size, cursor, explain, out SearchRequest wanted) is { } wrong)
        {
            return wrong;
        }

        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        return TypedResults.Ok(
            Paging.Page(
                request,
                await slow.RunAsync(query, sort, () => catalogue.SearchRegionsAsync(wanted.Query, wanted.Window, cancellationToken))
            )
        );
    }

    private static async Task<Results<Ok<RegionReport>, ProblemHttpResult>> GetAsync(
        long id,
        EngineRoom room,
        CancellationToken cancellationToken
    ) =>
        await (await room.CatalogueAsync(cancellationToken)).GetRegionAsync(id, cancellationToken)
            is (AnalysisDocument file, RegionDocument region)
            ? TypedResults.Ok(
                new RegionReport
                {
                    FileId = file.FileId,
                    Path = file.Path,
                    Region = region,
                }
            )
            : NotThere(id);

    /// <summary>There is no region of that number.</summary>
    internal static ProblemHttpResult NotThere(long id) => Problem.Of(404, "not_found", $"there is no region {id} in the catalogue");
}
