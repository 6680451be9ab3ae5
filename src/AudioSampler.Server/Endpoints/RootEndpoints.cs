using System.ComponentModel;
using AudioSampler.Audio;
using AudioSampler.Catalog;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>The folders whose files may be analysed and played.</summary>
internal static class RootEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapRoots(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder roots = routes.MapGroup("/api/roots").WithTags("System");
        roots
            .MapGet("", ListAsync)
            .WithSummary("The roots: what lies under none is neither analysed nor played")
            .WithExample(200, """[{"path": "/sounds", "present": true, "folder": true}]""");
        roots
            .MapPost("", AddAsync)
            .WithSummary("Add a folder to the roots")
            .WithDescription("Symbolic links in it are resolved. The whole disk can't be a root, nor the data folder.")
            .ProducesProblem(400)
            .ProducesProblem(404)
            .WithExample(201, """{"path": "/sounds", "present": true, "folder": true}""");
        roots
            .MapDelete("", RemoveAsync)
            .WithSummary("Take a folder off the roots; what the catalogue knows of it stays")
            .ProducesProblem(404);
        routes
            .MapGet("/api/folders", FoldersAsync)
            .WithTags("System")
            .WithSummary("The folders of a folder that hold files of the catalogue, with how many in each and below it")
            .WithDescription("A search for in:\"PATH\" lists the files of one.")
            .ProducesProblem(400)
            .WithExample(200, """[{"path": "/sounds/drums", "name": "drums", "files": 312, "folders": true}]""");
        routes
            .MapGet("/api/samples", Samples)
            .WithTags("System")
            .WithSummary("The folder of the recordings that come with the program")
            .WithDescription("To hear and see them, add the folder to the roots and analyse it. 404 where the program came without them.")
            .ProducesProblem(404)
            .WithExample(200, """{"path": "/opt/ais/samples", "present": true, "folder": true}""");
    }

    private static async Task<Results<Ok<IReadOnlyList<FolderCount>>, ProblemHttpResult>> FoldersAsync(
        EngineRoom room,
        CancellationToken cancellationToken,
        [Description("Absolute path of a folder, of which those right in it are listed; the roots where it is left out")]
            string? path = null
    ) =>
        path is not null && (!Path.IsPathFullyQualified(path) || path.Contains('\0', StringComparison.Ordinal))
            ? Problem.Of(400, ProblemCodes.BadPath, "path is the absolute path of a folder, such as /sounds")
            : TypedResults.Ok(await (await room.CatalogueAsync(cancellationToken)).FoldersAsync(path, cancellationToken));

    private static Results<Ok<RootInfo>, ProblemHttpResult> Samples(ServerOptions options) =>
        options.SampleFolder is { } samples && Directory.Exists(samples)
            ? TypedResults.Ok(new RootInfo(samples, Present: true, Folder: true))
            : Problem.Of(
                404,
                "not_found",
                "the program was started without its sample recordings; they stand in the folder samples of its checkout"
            );

    private static async Task<Ok<IReadOnlyList<RootInfo>>> ListAsync(EngineRoom room, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> roots = await (await room.CatalogueAsync(cancellationToken)).ListRootsAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<RootInfo>>([
            .. roots.Select(root => new RootInfo(root, Path.Exists(root), Directory.Exists(root))),
        ]);
    }

    private static async Task<Results<Created<RootInfo>, ProblemHttpResult>> AddAsync(
        RootToAdd root,
        EngineRoom room,
        CancellationToken cancellationToken
    )
    {
        (string? added, ProblemHttpResult? problem) = await TryAddAsync(root, room, cancellationToken);
        return added is null ? problem! : TypedResults.Created("/api/roots", new RootInfo(added, Present: true, Folder: true));
    }

    /// <summary>Adds a folder to the roots.</summary>
    /// <returns>Its path without links; or what is wrong with it.</returns>
    internal static async Task<(string? Root, ProblemHttpResult? Problem)> TryAddAsync(
        RootToAdd root,
        EngineRoom room,
        CancellationToken cancellationToken
    )
    {
        if (!Path.IsPathFullyQualified(root.Path) || root.Path.Contains('\0', StringComparison.Ordinal))
        {
            return (null, Problem.Of(400, ProblemCodes.BadPath, "path is the absolute path of a folder, such as /sounds"));
        }

        if (RealPath.Find(root.Path) is not { } real || !Directory.Exists(real))
        {
            return (null, Problem.Of(404, "not_found", $"{ShownPath.Of(root.Path)} is no folder that can be read; check the path"));
        }

        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        string data = RealPath.Of(catalogue.Folder.Path);
        if (Path.GetPathRoot(real) == real || RealPath.Holds(data, real))
        {
            return (
                null,
                Problem.Of(
                    400,
                    ProblemCodes.BadPath,
                    "the whole disk can't be a root, nor the data folder or one in it: name the folder of sounds"
                )
            );
        }

        return (await catalogue.AddRootAsync(real, cancellationToken), null);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        EngineRoom room,
        [Description("Absolute path of the folder, as it is listed")] string path,
        CancellationToken cancellationToken
    ) =>
        Path.IsPathFullyQualified(path)
        && !path.Contains('\0', StringComparison.Ordinal)
        && await (await room.CatalogueAsync(cancellationToken)).RemoveRootAsync(path, cancellationToken)
            ? TypedResults.NoContent()
            : Problem.Of(404, "not_found", $"{ShownPath.Of(path)} is no root");
}
