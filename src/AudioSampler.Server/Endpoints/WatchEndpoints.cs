using System.ComponentModel;
using AudioSampler.Audio;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using AudioSampler.Server.Watching;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>The folders that are watched.</summary>
internal static class WatchEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapWatches(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder watches = routes.MapGroup("/api/watches").WithTags("System");
        watches
            .MapGet("", async (FolderWatches folders, CancellationToken token) => TypedResults.Ok(await folders.ListAsync(token)))
            .WithSummary("The watched folders: what appears or changes in them is analysed")
            .WithExample(200, """[{"path": "/sounds", "state": "watching", "problem": null}]""");
        watches
            .MapPost("", AddAsync)
            .WithSummary("Watch a folder")
            .WithDescription(
                "It becomes a root, if it is none. A file whose name has an ending of sounds is analysed when it has not changed for two seconds; what appeared while the server was off is found at its start."
            )
            .ProducesProblem(400)
            .ProducesProblem(404)
            .WithExample(201, """{"path": "/sounds", "state": "watching", "problem": null}""");
        watches
            .MapDelete("", RemoveAsync)
            .WithSummary("Watch a folder no more; it stays a root, and what the catalogue knows of it stays")
            .ProducesProblem(404);
    }

    private static async Task<Results<Created<WatchInfo>, ProblemHttpResult>> AddAsync(
        RootToAdd folder,
        EngineRoom room,
        FolderWatches watches,
        CancellationToken cancellationToken
    )
    {
        (string? root, ProblemHttpResult? problem) = await RootEndpoints.TryAddAsync(folder, room, cancellationToken);
        if (root is null)
        {
            return problem!;
        }

        await watches.SetAsync(root, watched: true, cancellationToken);
        return TypedResults.Created("/api/watches", watches.InfoOf(root));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        FolderWatches watches,
        [Description("Absolute path of the folder, as it is listed")] string path,
        CancellationToken cancellationToken
    ) =>
        await watches.SetAsync(path, watched: false, cancellationToken)
            ? TypedResults.NoContent()
            : Problem.Of(404, "not_found", $"{ShownPath.Of(path)} is not watched");
}
