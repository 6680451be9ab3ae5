using AudioSampler.Catalog;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>Collections, and searches that are kept.</summary>
internal static class CollectionEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapCollections(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder collections = routes.MapGroup("/api/collections").WithTags("Collections");
        collections
            .MapGet(
                "",
                async (EngineRoom room, CancellationToken token) =>
                    TypedResults.Ok(await (await room.CatalogueAsync(token)).CollectionsAsync(token))
            )
            .WithSummary("All collections, by name")
            .WithDescription("What is in one is found by collection:\"name\" in a search of files or regions.")
            .WithExample(200, MarkExamples.Collections);
        collections
            .MapPost("", AddAsync)
            .WithSummary("Make a collection")
            .NamesEntry()
            .ProducesProblem(400)
            .ProducesProblem(409)
            .WithExample(201, MarkExamples.Collection);
        collections
            .MapPatch("/{id:long}", RenameAsync)
            .WithSummary("Name a collection anew")
            .NamesEntry()
            .ProducesProblem(400)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .WithExample(200, MarkExamples.Collection);
        collections
            .MapDelete("/{id:long}", RemoveAsync)
            .WithSummary("Remove a collection; what is in it stays in the catalogue")
            .NamesEntry()
            .ProducesProblem(404);
        collections
            .MapPost(
                "/{id:long}/items",
                (long id, CollectionItems items, EngineRoom room, HttpResponse response, CancellationToken token) =>
                    CollectAsync(id, items, true, (room, response), token)
            )
            .WithSummary("Put files and regions into a collection")
            .NamesEntry()
            .ProducesProblem(400)
            .ProducesProblem(404)
            .WithExample(200, MarkExamples.Collection);
        collections
            .MapPost(
                "/{id:long}/items/remove",
                (long id, CollectionItems items, EngineRoom room, HttpResponse response, CancellationToken token) =>
                    CollectAsync(id, items, false, (room, response), token)
            )
            .WithSummary("Take files and regions out of a collection")
            .NamesEntry()
            .ProducesProblem(400)
            .ProducesProblem(404)
            .WithExample(200, MarkExamples.Collection);

        RouteGroupBuilder searches = routes.MapGroup("/api/searches").WithTags("Collections");
        searches
            .MapGet(
                "",
                async (EngineRoom room, CancellationToken token) =>
                    TypedResults.Ok(await (await room.CatalogueAsync(token)).SavedSearchesAsync(token))
            )
            .WithSummary("All searches that are kept, by name")
            .WithExample(200, MarkExamples.Searches);
        searches
            .MapPost("", SaveAsync)
            .WithSummary("Keep a search: a collection that fills itself")
            .WithDescription("A search of the same name is replaced. A query that is not understood is not kept.")
            .ProducesProblem(400)
            .WithExample(200, MarkExamples.Search);
        searches.MapDelete("/{id:long}", ForgetAsync).WithSummary("Forget a search").ProducesProblem(404);
    }

    private static async Task<Results<Created<CollectionInfo>, ProblemHttpResult>> AddAsync(
        CollectionName named,
        EngineRoom room,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        try
        {
            (CollectionInfo? added, long? entry) = await catalogue.AddCollectionAsync(named.Name, cancellationToken);
            response.NameEntry(entry);
            return added is { } made ? TypedResults.Created($"/api/collections/{made.Id}", made) : Taken(named.Name);
        }
        catch (ArgumentException e) when (e.ParamName == "name")
        {
            return BadName();
        }
    }

    private static async Task<Results<Ok<CollectionInfo>, ProblemHttpResult>> RenameAsync(
        long id,
        CollectionName named,
        EngineRoom room,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        try
        {
            (CollectionInfo? collection, long? entry) = await catalogue.RenameCollectionAsync(id, named.Name, cancellationToken);
            response.NameEntry(entry);
            return collection switch
            {
                null => NoCollection(id),
                { } kept when kept.Name != named.Name.Trim() => Taken(named.Name),
                { } renamed => TypedResults.Ok(renamed),
            };
        }
        catch (ArgumentException e) when (e.ParamName == "name")
        {
            return BadName();
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        long id,
        EngineRoom room,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        long? entry = await (await room.CatalogueAsync(cancellationToken)).RemoveCollectionAsync(id, cancellationToken);
        response.NameEntry(entry);
        return entry is null ? NoCollection(id) : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<CollectionInfo>, ProblemHttpResult>> CollectAsync(
        long id,
        CollectionItems items,
        bool putIn,
        (EngineRoom Room, HttpResponse Response) call,
        CancellationToken cancellationToken
    )
    {
        if (items.Files.Length + items.Regions.Length is 0 or > Catalogue.MostChanged)
        {
            return Problem.Of(400, ProblemCodes.BadMark, $"name files or regions, at most {Catalogue.MostChanged}");
        }

        Catalogue catalogue = await call.Room.CatalogueAsync(cancellationToken);
        (CollectionInfo? collection, long? entry) = await catalogue.CollectAsync(id, items.Files, items.Regions, putIn, cancellationToken);
        call.Response.NameEntry(entry);
        return collection is null ? NoCollection(id) : TypedResults.Ok(collection);
    }

    private static async Task<Results<Ok<SavedSearch>, ProblemHttpResult>> SaveAsync(
        SearchToSave search,
        EngineRoom room,
        CancellationToken cancellationToken
    )
    {
        if (search.Target is not ("files" or "regions"))
        {
            return Problem.Of(400, ProblemCodes.BadQuery, "target is files or regions");
        }

        SearchTarget target = search.Target == "files" ? SearchTarget.Files : SearchTarget.Regions;
        if (
            !SearchQuery.TryParse(search.Query, out SearchQuery? query, out SearchSyntaxError? error, target)
            || !SearchSort.TryParse(search.Sort, out SearchSort? sort, out error, target)
        )
        {
            return Problem.BadQuery(error);
        }

        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        try
        {
            long id = await catalogue.SaveSearchAsync(search.Name, query, sort, cancellationToken);
            return TypedResults.Ok((await catalogue.SavedSearchesAsync(cancellationToken)).First(saved => saved.Id == id));
        }
        catch (ArgumentException e) when (e.ParamName == "name")
        {
            return BadName();
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ForgetAsync(
        long id,
        EngineRoom room,
        CancellationToken cancellationToken
    ) =>
        await (await room.CatalogueAsync(cancellationToken)).RemoveSavedSearchAsync(id, cancellationToken)
            ? TypedResults.NoContent()
            : Problem.Of(404, "not_found", $"there is no saved search {id}");

    private static ProblemHttpResult NoCollection(long id) => Problem.Of(404, "not_found", $"there is no collection {id}");

    private static ProblemHttpResult Taken(string name) =>
        Problem.Of(409, ProblemCodes.NameTaken, $"there is a collection '{name}' already: choose another name");

    private static ProblemHttpResult BadName() =>
        Problem.Of(400, ProblemCodes.BadMark, $"a name is a word or a few, at most {Catalogue.MaxName} characters");
}
