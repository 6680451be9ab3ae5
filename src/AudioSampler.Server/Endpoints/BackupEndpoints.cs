using AudioSampler.Catalog;
using AudioSampler.Catalog.Upkeep;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Models;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>Backups of the catalogue, and whether it is whole.</summary>
internal static class BackupEndpoints
{
    private const string Example =
        """{"name": "catalogue-20261128T101500.0000000.db", "at": "2026-11-28T10:15:00+00:00", "size_bytes": 104857600}""";

    /// <summary>Adds the endpoints.</summary>
    public static void MapBackups(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/system/backups", ListAsync)
            .WithTags("System")
            .WithSummary("Backups of the catalogue, the newest first")
            .WithDescription(
                "The server makes one a day, the program one before each change of its tables; the newest five are kept. ais restore brings one back. None is made of a catalogue that is damaged."
            )
            .WithExample(200, $"[{Example}]");
        routes
            .MapPost("/api/system/backups", MakeAsync)
            .WithTags("System")
            .WithSummary("Back the catalogue up now, while others read and write")
            .ProducesProblem(503)
            .WithExample(201, Example);
        routes
            .MapPost("/api/system/check", CheckAsync)
            .WithTags("System")
            .WithSummary("Look whether the catalogue is whole; in a large one that takes some seconds")
            .WithDescription("An empty list says that it is. Else: ais restore latest, also while the server runs.")
            .ProducesProblem(503)
            .WithExample(200, "[]");
    }

    private static async Task<Ok<IReadOnlyList<BackupInfo>>> ListAsync(EngineRoom room, CancellationToken cancellationToken)
    {
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<BackupInfo>>([.. CatalogueRestore.Backups(catalogue.Folder).Select(Info)]);
    }

    private static async Task<Created<BackupInfo>> MakeAsync(EngineRoom room, CancellationToken cancellationToken) =>
        TypedResults.Created(
            "/api/system/backups",
            Info(new FileInfo(await (await room.CatalogueAsync(cancellationToken)).BackupAsync(cancellationToken)))
        );

    private static async Task<Ok<IReadOnlyList<string>>> CheckAsync(EngineRoom room, CancellationToken cancellationToken) =>
        TypedResults.Ok(await (await room.CatalogueAsync(cancellationToken)).CheckAsync(cancellationToken));

    private static BackupInfo Info(FileInfo file) => new(file.Name, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero), file.Length);
}
