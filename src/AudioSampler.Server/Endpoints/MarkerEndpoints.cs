using System.Globalization;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Marks;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>Markers: places in a file that the user marked.</summary>
internal static class MarkerEndpoints
{
    private const string Example = """
        {"id": 1, "time_s": 12.5, "name": "thunder"}
        """;

    /// <summary>Adds the endpoints.</summary>
    public static void MapMarkers(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder markers = routes.MapGroup("/api/files/{id:long}/markers").WithTags("Marks");
        markers
            .MapGet("", ListAsync)
            .WithSummary("The markers that the user set in a file, in the order of their places")
            .WithDescription("They are of the file's audio: every copy of it has them, and no analysis takes one away.")
            .ProducesProblem(404)
            .WithExample(200, $"[{Example}]");
        markers
            .MapPost("", SetAsync)
            .NamesEntry()
            .WithSummary("Set a marker")
            .WithDescription("An entry of the history, which can be undone; so are its changes and its removal.")
            .ProducesProblem(400)
            .ProducesProblem(404)
            .WithExample(201, Example);
        markers
            .MapPatch("/{marker:int}", ChangeAsync)
            .NamesEntry()
            .WithSummary("Move or rename a marker")
            .ProducesProblem(400)
            .ProducesProblem(404)
            .WithExample(200, Example);
        markers.MapDelete("/{marker:int}", RemoveAsync).NamesEntry().WithSummary("Remove a marker").ProducesProblem(404);
    }

    private static async Task<Results<Ok<IReadOnlyList<Marker>>, ProblemHttpResult>> ListAsync(
        long id,
        EngineRoom room,
        CancellationToken cancellationToken
    ) =>
        await (await room.CatalogueAsync(cancellationToken)).FindMarkersAsync(id, cancellationToken) is { } markers
            ? TypedResults.Ok(markers)
            : NoFile(id);

    private static async Task<Results<Created<Marker>, ProblemHttpResult>> SetAsync(
        long id,
        MarkerToSet marker,
        EngineRoom room,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        if (await RefuseAsync(catalogue, id, marker.TimeS, marker.Name, cancellationToken) is { } problem)
        {
            return problem;
        }

        Remembered<Marker?> set = await catalogue.AddMarkerAsync(id, marker.TimeS, marker.Name, cancellationToken);
        response.NameEntry(set.HistoryId);
        return set.Result is { } made ? TypedResults.Created($"/api/files/{id}/markers/{made.Id}", made)
            : await catalogue.FindMarkersAsync(id, cancellationToken) is null ? NoFile(id)
            : Problem.Of(400, ProblemCodes.BadMark, $"a file has at most {Marker.Most} markers");
    }

    private static async Task<Results<Ok<Marker>, ProblemHttpResult>> ChangeAsync(
        long id,
        int marker,
        MarkerChange change,
        EngineRoom room,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        if (await RefuseAsync(catalogue, id, change.TimeS ?? 0, change.Name, cancellationToken) is { } problem)
        {
            return problem;
        }

        Remembered<Marker?> changed = await catalogue.ChangeMarkerAsync(id, marker, change.TimeS, change.Name, cancellationToken);
        response.NameEntry(changed.HistoryId);
        return changed.Result is { } now ? TypedResults.Ok(now) : NoMarker(id, marker);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        long id,
        int marker,
        EngineRoom room,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        Remembered<Marker?> removed = await catalogue.RemoveMarkerAsync(id, marker, cancellationToken);
        response.NameEntry(removed.HistoryId);
        return removed.Result is null ? NoMarker(id, marker) : TypedResults.NoContent();
    }

    /// <summary>What is wrong with a marker; null when nothing is.</summary>
    private static async Task<ProblemHttpResult?> RefuseAsync(
        Catalogue catalogue,
        long id,
        double timeS,
        string? name,
        CancellationToken cancellationToken
    ) =>
        (await catalogue.GetFileAsync(id, cancellationToken))?.Facts is not { } facts ? NoFile(id)
        : !(timeS >= 0 && timeS <= facts.DurationS)
            ? Problem.Of(
                400,
                ProblemCodes.BadMark,
                string.Create(CultureInfo.InvariantCulture, $"time_s is from 0 to {facts.DurationS:0.###}, the length of the file")
            )
        : name?.Length > MarkChange.MaxText ? Problem.Of(400, ProblemCodes.BadMark, $"a name has at most {MarkChange.MaxText} characters")
        : null;

    private static ProblemHttpResult NoFile(long id) =>
        Problem.Of(404, "not_found", $"there is no file {id} in the catalogue whose audio was analysed");

    private static ProblemHttpResult NoMarker(long id, int marker) => Problem.Of(404, "not_found", $"file {id} has no marker {marker}");
}
