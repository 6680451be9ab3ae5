using System.ComponentModel;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Jobs;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>What the user says of files and regions: names, tags, ratings, notes, corrections, and taking it back.</summary>
internal static class MarkEndpoints
{
    private const int UsualHistory = 50;
    private const int LongestHistory = 500;

    private const string UndoRemark =
        "What was changed since by another entry stays as that one made it. A collection that was made, named anew or removed comes back as it was, or not at all: "
        + "when it was changed since, or another has its name, that is a conflict.";

    /// <summary>Adds the endpoints.</summary>
    public static void MapMarks(this IEndpointRouteBuilder routes)
    {
        Map(routes, SearchTarget.Files, "/api/files", "file", "What is said of a file is said of its audio, so of every copy of it.");
        Map(
            routes,
            SearchTarget.Regions,
            "/api/regions",
            "region",
            "It belongs to the stretch of time, so a new analysis takes nothing of it away."
        );
        routes
            .MapGet("/api/tags", TagsAsync)
            .WithTags("Marks")
            .WithSummary("Tags with their counts: the user's and those of the analysis, apart")
            .WithExample(200, MarkExamples.Tags);
        routes
            .MapGet("/api/history", HistoryAsync)
            .WithTags("Marks")
            .WithSummary("What the user did to files, regions and collections, the newest first")
            .ProducesProblem(400)
            .WithExample(200, MarkExamples.History);
        routes
            .MapPost("/api/undo", (EngineRoom room, JobQueue jobs, CancellationToken token) => UndoAsync(null, room, jobs, token))
            .WithTags("Marks")
            .WithSummary("Undo the newest entry of the history that was not undone")
            .WithDescription(UndoRemark)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .WithExample(200, MarkExamples.Undone);
        routes
            .MapPost(
                "/api/history/{id:long}/undo",
                (long id, EngineRoom room, JobQueue jobs, CancellationToken token) => UndoAsync(id, room, jobs, token)
            )
            .WithTags("Marks")
            .WithSummary("Undo an entry of the history")
            .WithDescription(UndoRemark)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .WithExample(200, MarkExamples.Undone);
        routes
            .MapPost(
                "/api/history/{id:long}/redo",
                (long id, EngineRoom room, JobQueue jobs, CancellationToken token) => RedoAsync(id, room, jobs, token)
            )
            .WithTags("Marks")
            .WithSummary("Do an entry of the history again that was undone")
            .WithDescription("All that undoing it changed, or nothing: when some of that was changed since, that is a conflict.")
            .ProducesProblem(404)
            .ProducesProblem(409)
            .WithExample(200, MarkExamples.Redone);
    }

    private static void Map(IEndpointRouteBuilder routes, SearchTarget target, string path, string one, string remark)
    {
        routes
            .MapGet($"{path}/{{id:long}}/marks", (long id, EngineRoom room, CancellationToken token) => GetAsync(target, id, room, token))
            .WithTags("Marks")
            .WithSummary($"What the user says of a {one}")
            .WithDescription(remark)
            .ProducesProblem(404)
            .WithExample(200, MarkExamples.Mark);
        routes
            .MapPatch(
                $"{path}/{{id:long}}/marks",
                (long id, MarkChange change, EngineRoom room, JobQueue jobs, HttpResponse response, CancellationToken token) =>
                    ChangeAsync(target, id, change, (room, jobs, response), token)
            )
            .WithTags("Marks")
            .NamesEntry()
            .WithSummary($"Change what the user says of a {one}: name, rating, favourite, note, tags, corrections")
            .WithDescription("What is left out stays as it is; rating 0 and empty text take away. " + remark)
            .ProducesProblem(400)
            .ProducesProblem(404)
            .WithExample(200, MarkExamples.Mark);
        routes
            .MapPost(
                $"{path}/marks",
                (BulkMark bulk, EngineRoom room, JobQueue jobs, HttpResponse response, CancellationToken token) =>
                    ChangeManyAsync(target, bulk, (room, jobs, response), token)
            )
            .WithTags("Marks")
            .NamesEntry()
            .WithSummary($"Change what the user says of many {one}s, by their numbers or all that a query finds")
            .WithDescription($"All of it or nothing, with one entry in the history; at most {Catalogue.MostChanged} at once.")
            .ProducesProblem(400)
            .WithExample(200, MarkExamples.Bulk);
        routes
            .MapPut(
                $"{path}/{{id:long}}/overrides/{{field}}",
                (
                    long id,
                    string field,
                    CorrectionValue value,
                    EngineRoom room,
                    JobQueue jobs,
                    HttpResponse response,
                    CancellationToken token
                ) =>
                    ChangeAsync(
                        target,
                        id,
                        new MarkChange { Correct = MarkState.Nothing.Overrides.Add(field, value.Value) },
                        (room, jobs, response),
                        token
                    )
            )
            .WithTags("Marks")
            .NamesEntry()
            .WithSummary($"Correct a value of a {one}: the user's word wins over this and every later analysis")
            .WithDescription(
                $"Fields: {string.Join(", ", Correction.Fields)}. tempo.bpm takes \"x2\", \"/2\" and the like too; null says that there is none. "
                    + remark
            )
            .ProducesProblem(400)
            .ProducesProblem(404)
            .WithExample(200, MarkExamples.Mark);
        routes
            .MapDelete(
                $"{path}/{{id:long}}/overrides/{{field}}",
                (long id, string field, EngineRoom room, JobQueue jobs, HttpResponse response, CancellationToken token) =>
                    ChangeAsync(target, id, new MarkChange { Uncorrect = [field] }, (room, jobs, response), token)
            )
            .WithTags("Marks")
            .NamesEntry()
            .WithSummary($"Take a correction of a {one} back: what the analysis found shows again")
            .ProducesProblem(400)
            .ProducesProblem(404)
            .WithExample(200, MarkExamples.Mark);
        routes
            .MapPut(
                $"{path}/{{id:long}}/tags/{{tag}}",
                (long id, string tag, HttpContext http, EngineRoom room, JobQueue jobs, CancellationToken token) =>
                    ChangeAsync(target, id, new MarkChange { AddTags = [LastSegment.Of(http, tag)] }, (room, jobs, http.Response), token)
            )
            .WithTags("Marks")
            .NamesEntry()
            .WithSummary($"Tag a {one}")
            .ProducesProblem(400)
            .ProducesProblem(404)
            .WithExample(200, MarkExamples.Mark);
        routes
            .MapDelete(
                $"{path}/{{id:long}}/tags/{{tag}}",
                (long id, string tag, HttpContext http, EngineRoom room, JobQueue jobs, CancellationToken token) =>
                    ChangeAsync(target, id, new MarkChange { RemoveTags = [LastSegment.Of(http, tag)] }, (room, jobs, http.Response), token)
            )
            .WithTags("Marks")
            .NamesEntry()
            .WithSummary($"Take a tag of the user's off a {one}")
            .ProducesProblem(400)
            .ProducesProblem(404)
            .WithExample(200, MarkExamples.Mark);
    }

    private static async Task<Results<Ok<MarkState>, ProblemHttpResult>> GetAsync(
        SearchTarget target,
        long id,
        EngineRoom room,
        CancellationToken cancellationToken
    ) =>
        await (await room.CatalogueAsync(cancellationToken)).FindMarkAsync(target, id, cancellationToken) is { } mark
            ? TypedResults.Ok(mark)
            : NotThere(target, id);

    private static async Task<Results<Ok<MarkState>, ProblemHttpResult>> ChangeAsync(
        SearchTarget target,
        long id,
        MarkChange change,
        (EngineRoom Room, JobQueue Jobs, HttpResponse Response) engine,
        CancellationToken cancellationToken
    )
    {
        if (change.Problem(target) is { } problem)
        {
            return Problem.Of(400, ProblemCodes.BadMark, problem);
        }

        Catalogue catalogue = await engine.Room.CatalogueAsync(cancellationToken);
        engine.Response.NameEntry((await catalogue.ChangeMarksAsync(target, [id], change, cancellationToken)).HistoryId);
        if (change.Cuts)
        {
            await RegionEditEndpoints.CutAsync(catalogue, engine.Jobs, id, cancellationToken);
        }

        return await catalogue.FindMarkAsync(target, id, cancellationToken) is { } mark ? TypedResults.Ok(mark) : NotThere(target, id);
    }

    private static async Task<Results<Ok<BulkMarked>, ProblemHttpResult>> ChangeManyAsync(
        SearchTarget target,
        BulkMark bulk,
        (EngineRoom Room, JobQueue Jobs, HttpResponse Response) engine,
        CancellationToken cancellationToken
    )
    {
        if (bulk.Change.Problem(target) is { } problem)
        {
            return Problem.Of(400, ProblemCodes.BadMark, problem);
        }

        if (bulk.Ids.IsEmpty == bulk.Query is null)
        {
            return Problem.Of(400, ProblemCodes.BadMark, "say which by ids or by a query, one of the two");
        }

        Catalogue catalogue = await engine.Room.CatalogueAsync(cancellationToken);
        IReadOnlyList<long> ids = bulk.Ids;
        if (bulk.Query is not null)
        {
            if (!SearchQuery.TryParse(bulk.Query, out SearchQuery? query, out SearchSyntaxError? error, target))
            {
                return Problem.BadQuery(error);
            }

            ids = await catalogue.FindIdsAsync(query, cancellationToken);
        }

        if (ids.Count > Catalogue.MostChanged)
        {
            return Problem.Of(400, ProblemCodes.BadMark, $"that is more than {Catalogue.MostChanged}: narrow the search");
        }

        (int changed, long? entry) = await catalogue.ChangeMarksAsync(target, ids, bulk.Change, cancellationToken);
        engine.Response.NameEntry(entry);
        if (bulk.Change.Cuts)
        {
            await RegionEditEndpoints.CutAsync(catalogue, engine.Jobs, fileId: null, cancellationToken);
        }

        return TypedResults.Ok(new BulkMarked(changed));
    }

    private static async Task<Ok<TagLists>> TagsAsync(EngineRoom room, CancellationToken cancellationToken)
    {
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        CatalogueStats stats = await catalogue.StatsAsync(cancellationToken);
        return TypedResults.Ok(
            new TagLists
            {
                Mine = await catalogue.UserTagsAsync(cancellationToken),
                Found = [.. stats.Tags.Select(tag => new TagCount(tag.Key, tag.Value))],
            }
        );
    }

    private static async Task<Results<Ok<IReadOnlyList<HistoryEntry>>, ProblemHttpResult>> HistoryAsync(
        EngineRoom room,
        CancellationToken cancellationToken,
        [Description("Most entries, 1 to 500")] int most = UsualHistory
    ) =>
        most is < 1 or > LongestHistory
            ? Problem.Of(400, ProblemCodes.BadPage, $"most is from 1 to {LongestHistory}")
            : TypedResults.Ok(await (await room.CatalogueAsync(cancellationToken)).HistoryAsync(most, cancellationToken));

    private static async Task<Results<Ok<HistoryEntry>, ProblemHttpResult>> UndoAsync(
        long? id,
        EngineRoom room,
        JobQueue jobs,
        CancellationToken cancellationToken
    )
    {
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        return await AnswerAsync(
            await catalogue.UndoAsync(id, cancellationToken),
            id is null ? "there is nothing to undo" : $"there is no entry {id} that could be undone",
            (catalogue, jobs),
            cancellationToken
        );
    }

    private static async Task<Results<Ok<HistoryEntry>, ProblemHttpResult>> RedoAsync(
        long id,
        EngineRoom room,
        JobQueue jobs,
        CancellationToken cancellationToken
    )
    {
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        return await AnswerAsync(
            await catalogue.RedoAsync(id, cancellationToken),
            $"there is no entry {id} that was undone",
            (catalogue, jobs),
            cancellationToken
        );
    }

    /// <summary>The answer to undoing or redoing, and the analyses that it asks for.</summary>
    private static async Task<Results<Ok<HistoryEntry>, ProblemHttpResult>> AnswerAsync(
        HistoryStep step,
        string nothing,
        (Catalogue Catalogue, JobQueue Jobs) engine,
        CancellationToken cancellationToken
    )
    {
        if (step.Obstacle is { } obstacle)
        {
            return Problem.Of(409, obstacle.IsName ? ProblemCodes.NameTaken : ProblemCodes.ChangedSince, obstacle.Message);
        }

        if (step.Entry is not { } entry)
        {
            return Problem.Of(404, "not_found", nothing);
        }

        if (entry.Cuts)
        {
            await RegionEditEndpoints.CutAsync(engine.Catalogue, engine.Jobs, fileId: null, cancellationToken);
        }

        return TypedResults.Ok(entry);
    }

    private static ProblemHttpResult NotThere(SearchTarget target, long id) =>
        target == SearchTarget.Regions
            ? RegionEndpoints.NotThere(id)
            : Problem.Of(404, "not_found", $"there is no file {id} in the catalogue whose audio was analysed");
}
