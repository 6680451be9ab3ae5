using System.ComponentModel;
using AudioSampler.Audio;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Search;
using AudioSampler.Plugins.Results;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>The catalogue: search, stored results, figures.</summary>
internal static class DatabaseEndpoints
{
    private const string Files = "/database/files";

    /// <summary>Adds the endpoints.</summary>
    public static void MapDatabase(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(Files, SearchAsync)
            .WithTags("Catalogue")
            .WithSummary("Search the catalogue")
            .Produces<ResultPage<SearchRow>>()
            .WithExample(200, SystemExamples.Files)
            .WithDescription(
                "Free words match names, tags, labels and metadata; fields narrow: tempo:118-122 key:Am (or key:8A; key~8A for compatible keys) kind:music "
                    + "tag:rain mytag:holiday rating:>=4 type:loop duration:<5 loudness:>-20 meter:3/4 format:wav is:favourite collection:\"name\" in:\"folder\" "
                    + "-word \"a phrase\" AND OR brackets. A word finds its other forms and what musicians mean by it (kick, bassdrum, bd); a phrase only itself. "
                    + "Values that the user corrected are found as corrected. "
                    + "With ?path= instead of a query, the stored result of that file."
            )
            .ProducesProblem(400)
            .ProducesProblem(404);
        routes
            .MapGet(Files + "/{*path}", ByPathAsync)
            .WithTags("Catalogue")
            .WithSummary("The stored result of a file, by its absolute path without the leading slash")
            .WithExample(200, SystemExamples.Document)
            .WithDescription("Slashes may be percent-encoded. The catalogue's ?path= does the same for any name.")
            .ProducesProblem(400)
            .ProducesProblem(404);
        routes
            .MapGet("/api/files/{id:long}", ByIdAsync)
            .WithTags("Catalogue")
            .WithSummary("The stored result of a file, by its id")
            .WithExample(200, SystemExamples.Document)
            .ProducesProblem(400)
            .ProducesProblem(404);
        routes
            .MapGet(
                "/database/stats",
                async (EngineRoom room, CancellationToken token) =>
                    TypedResults.Ok(await (await room.CatalogueAsync(token)).StatsAsync(token))
            )
            .WithTags("Catalogue")
            .WithSummary("How much there is: files, regions, hours, kinds, formats, sizes; and how long searches take")
            .WithExample(200, SystemExamples.Stats);
    }

    private static async Task<Results<Ok<ResultPage<SearchRow>>, Ok<AnalysisDocument>, ProblemHttpResult>> SearchAsync(
        EngineRoom room,
        SlowSearches slow,
        HttpRequest request,
        CancellationToken cancellationToken,
        [Description("Search, in the grammar of the description")] string? query = null,
        [Description("Columns to sort by, such as -tempo,name, or tempo:120 for the nearest first")] string? sort = null,
        [Description("Number of the page, from 1")] int page = 1,
        [Description("Rows of a page, 1 to 500")] int page_size = Paging.UsualPageSize,
        [Description("next_cursor of the page before, instead of a page's number")] string? cursor = null,
        [Description("Whether each row is to say why it matched")] bool explain = false,
        [Description("Absolute path of a file whose stored result is wanted")] string? path = null,
        [AsParameters] DocumentCut cut = default
    )
    {
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        if (path is not null)
        {
            if (await ProblemOfAsync(cut, room, cancellationToken) is { } wrong)
            {
                return wrong;
            }

            return await catalogue.GetDocumentAsync(path, cancellationToken) is { } document
                ? TypedResults.Ok(cut.Apply(document))
                : NotStored(path);
        }

        if (SearchRequest.Read(SearchTarget.Files, query, sort, page, page_size, cursor, explain, out SearchRequest wanted) is { } refused)
        {
            return refused;
        }

        return TypedResults.Ok(
            Paging.Page(
                request,
                await slow.RunAsync(query, sort, () => catalogue.SearchAsync(wanted.Query, wanted.Window, cancellationToken))
            )
        );
    }

    private static async Task<Results<Ok<AnalysisDocument>, ProblemHttpResult>> ByPathAsync(
        string path,
        EngineRoom room,
        HttpContext context,
        [AsParameters] DocumentCut cut,
        CancellationToken cancellationToken
    )
    {
        if (await ProblemOfAsync(cut, room, cancellationToken) is { } wrong)
        {
            return wrong;
        }

        string absolute = PathInTarget(context, Files + "/", path);
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        return Found(await catalogue.GetDocumentAsync(absolute, cancellationToken), cut, absolute);
    }

    private static async Task<Results<Ok<AnalysisDocument>, ProblemHttpResult>> ByIdAsync(
        long id,
        EngineRoom room,
        [AsParameters] DocumentCut cut,
        CancellationToken cancellationToken
    )
    {
        if (await ProblemOfAsync(cut, room, cancellationToken) is { } wrong)
        {
            return wrong;
        }

        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        return await catalogue.GetDocumentAsync(id, cancellationToken) is { } document
            ? TypedResults.Ok(cut.Apply(document))
            : Problem.Of(404, "not_found", $"there is no file {id} in the catalogue");
    }

    /// <summary>The absolute path that stands in an address, without its leading slash.</summary>
    /// <param name="context">The request.</param>
    /// <param name="prefix">What stands before it in the address.</param>
    /// <param name="routed">What the route made of it.</param>
    internal static string PathInTarget(HttpContext context, string prefix, string routed)
    {
        // The route leaves %2F as it is, so that it can't be told from a name that holds these letters: the request as it came can.
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        int start = target.IndexOf(prefix, StringComparison.OrdinalIgnoreCase);
        string asked = start < 0 ? routed : Uri.UnescapeDataString(target[(start + prefix.Length)..]);

        // The route has taken the leading slash off; on Windows the drive's letter stands first.
        return Path.IsPathFullyQualified(asked) ? asked : Path.DirectorySeparatorChar + asked;
    }

    /// <summary>What is wrong with a wish. Analyses may be wanted by analyzers that are no more, while the catalogue holds what they found.</summary>
    private static async Task<ProblemHttpResult?> ProblemOfAsync(DocumentCut cut, EngineRoom room, CancellationToken cancellationToken)
    {
        if (cut.Problem is { } problem)
        {
            return problem;
        }

        if (cut.Names is not { } names)
        {
            return null;
        }

        HashSet<string> there = [.. (await room.EngineAsync(cancellationToken)).Analyzers.Ordered.Select(analyzer => analyzer.Name)];
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        foreach (string name in names)
        {
            if (!there.Contains(name) && !await catalogue.HoldsResultsOfAsync(name, cancellationToken))
            {
                return await AnalyzeEndpoints.UnknownAsync([name], room, cancellationToken);
            }
        }

        return null;
    }

    private static Results<Ok<AnalysisDocument>, ProblemHttpResult> Found(AnalysisDocument? document, DocumentCut cut, string path) =>
        document is null ? NotStored(path) : TypedResults.Ok(cut.Apply(document));

    private static ProblemHttpResult NotStored(string path) =>
        Problem.Of(404, "not_found", $"{ShownPath.Of(path)} is not in the catalogue: analyse it first");
}
