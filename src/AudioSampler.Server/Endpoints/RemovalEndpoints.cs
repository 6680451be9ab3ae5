using System.ComponentModel;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Marks;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>Taking files out of the catalogue, and bringing them back.</summary>
internal static class RemovalEndpoints
{
    private const string Remark =
        "The file itself is not touched. What is known of it can come back for 30 days: by undoing the entry of the history, by restoring it, or by analysing it again.";

    private const string Removed = """
        {"id": 8, "at": "2026-11-28T10:15:00+00:00", "action": "removed from the catalogue", "count": 1, "undone": false}
        """;

    private const string List = """
        {"count": 1, "page": 1, "page_size": 50, "next": null, "previous": null, "next_cursor": null, "results": [{"file_id": 17, "path": "/sounds/take1.wav",
          "name": "take1.wav", "removed": "2026-11-28T10:15:00+00:00", "until": "2026-12-28T10:15:00+00:00", "history_id": 8}]}
        """;

    /// <summary>Adds the endpoints.</summary>
    public static void MapRemoval(this IEndpointRouteBuilder routes)
    {
        routes
            .MapDelete("/api/files/{id:long}", RemoveOneAsync)
            .WithTags("Removal")
            .NamesEntry()
            .WithSummary("Take a file out of the catalogue")
            .WithDescription(Remark)
            .ProducesProblem(404)
            .WithExample(200, Removed);
        routes
            .MapPost("/api/files/remove", RemoveManyAsync)
            .WithTags("Removal")
            .NamesEntry()
            .WithSummary("Take many files out of the catalogue, by their numbers or all that a query finds")
            .WithDescription($"With one entry in the history; at most {Catalogue.MostChanged} at once. {Remark}")
            .ProducesProblem(400)
            .ProducesProblem(404)
            .WithExample(200, Removed);
        routes
            .MapGet("/api/removed", ListAsync)
            .WithTags("Removal")
            .WithSummary("Files that were removed and can come back, the last first")
            .ProducesProblem(400)
            .WithExample(200, List);
        routes
            .MapPost("/api/removed/restore", RestoreAsync)
            .WithTags("Removal")
            .WithSummary("Bring removed files back, with their numbers, results, tags and collections")
            .WithDescription("Numbers of files that are not among the removed count for nothing.")
            .ProducesProblem(400)
            .WithExample(200, MarkExamples.Bulk);
    }

    private static async Task<Results<Ok<HistoryEntry>, ProblemHttpResult>> RemoveOneAsync(
        long id,
        EngineRoom room,
        HttpResponse response,
        CancellationToken cancellationToken
    ) =>
        Answer(
            await (await room.CatalogueAsync(cancellationToken)).RemoveFilesAsync([id], cancellationToken),
            $"there is no file {id} in the catalogue",
            response
        );

    private static async Task<Results<Ok<HistoryEntry>, ProblemHttpResult>> RemoveManyAsync(
        FilesToRemove which,
        EngineRoom room,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        (IReadOnlyList<long> ids, ProblemHttpResult? refusal) = await ChosenFiles.FindAsync(
            catalogue,
            which.Ids,
            which.Query,
            cancellationToken
        );
        if (refusal is not null)
        {
            return refusal;
        }

        return Answer(await catalogue.RemoveFilesAsync(ids, cancellationToken), "none of these files is in the catalogue", response);
    }

    private static Results<Ok<HistoryEntry>, ProblemHttpResult> Answer(HistoryEntry? entry, string nothing, HttpResponse response)
    {
        response.NameEntry(entry?.Id);
        return entry is null ? Problem.Of(404, "not_found", nothing) : TypedResults.Ok(entry);
    }

    private static async Task<Results<Ok<ResultPage<RemovedFile>>, ProblemHttpResult>> ListAsync(
        HttpRequest request,
        EngineRoom room,
        CancellationToken cancellationToken,
        [Description("Number of the page, from 1")] int page = 1,
        [Description("Rows of a page, 1 to 500")] int page_size = Paging.UsualPageSize
    )
    {
        if (Paging.Refuse(page, page_size) is { } refusal)
        {
            return refusal;
        }

        (IReadOnlyList<RemovedFile> files, long total) = await (await room.CatalogueAsync(cancellationToken)).RemovedFilesAsync(
            page_size,
            (page - 1) * page_size,
            cancellationToken
        );
        return TypedResults.Ok(Paging.Page(request, page, page_size, total, files));
    }

    private static async Task<Results<Ok<BulkMarked>, ProblemHttpResult>> RestoreAsync(
        FilesToRestore which,
        EngineRoom room,
        CancellationToken cancellationToken
    ) =>
        which.Ids.IsDefaultOrEmpty || which.Ids.Length > Catalogue.MostChanged
            ? Problem.Of(400, ProblemCodes.BadMark, $"say which by ids, at most {Catalogue.MostChanged}")
            : TypedResults.Ok(
                new BulkMarked(await (await room.CatalogueAsync(cancellationToken)).RestoreFilesAsync(which.Ids, cancellationToken))
            );
}
