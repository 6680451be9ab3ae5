using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using AudioSampler.Audio.Regions;
using AudioSampler.Catalog;
using AudioSampler.Dsp.Levels;
using AudioSampler.Plugins.Results;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Json;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using AudioSampler.Server.Safety;
using AudioSampler.Server.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>Pictures of a stretch of sound: spectrogram, chroma and loudness.</summary>
internal static class ViewEndpoints
{
    private const int MostColumns = 4000;

    // What is decoded for one picture is bounded, whatever the length of the file; the page asks for what it shows.
    private const double LongestDecodedS = 600;

    private const string Example = """
        {"file_id": 7, "start_s": 0, "end_s": 10, "columns": 2, "rows": ["momentary"], "unit": "LUFS", "least": -70, "most": 0, "values": "tKo="}
        """;

    /// <summary>Adds the endpoints.</summary>
    public static void MapViews(this IEndpointRouteBuilder routes)
    {
        Describe(
            routes.MapGet(
                "/api/files/{id:long}/spectrogram",
                (
                    long id,
                    EngineRoom room,
                    RootGuard guard,
                    HttpContext http,
                    [AsParameters] ViewStretch stretch,
                    CancellationToken token
                ) => DecodedAsync(id, stretch, (room, guard, http), SpectrogramView.DrawAsync, token)
            ),
            "The spectrogram of a stretch",
            "128 bands of equal width on a logarithmic scale, from 40 Hz up; each cell holds the loudest moment that falls into it. At most 600 s at once."
        );
        Describe(
            routes.MapGet(
                "/api/files/{id:long}/chroma",
                (
                    long id,
                    EngineRoom room,
                    RootGuard guard,
                    HttpContext http,
                    [AsParameters] ViewStretch stretch,
                    CancellationToken token
                ) => DecodedAsync(id, stretch, (room, guard, http), ChromaView.DrawAsync, token)
            ),
            "The chroma of a stretch",
            "The strength of the twelve pitch classes, as the key analyzer hears them, against the strongest of the stretch. At most 600 s at once."
        );
        Describe(
            routes.MapGet("/api/files/{id:long}/loudness", LoudnessAsync),
            "The loudness of a stretch over time",
            "Momentary loudness by EBU R 128, from the stored results: of any length, also while the file is away."
        );
        routes
            .MapGet("/api/files/{id:long}/cuts", CutsAsync)
            .WithTags("Regions")
            .WithSummary("Where a file would be cut at its silences")
            .WithDescription(
                "Nothing is changed: the answer is what PUT /api/files/{id}/overrides/regions takes. The first call decodes the file, those after it are quick."
            )
            .Produces<CutPreview>()
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(404)
            .WithExample(200, """{"file_id": 7, "regions": [[0.95, 9.05], [10.95, 19.8]]}""");
    }

    private static async Task<IResult> CutsAsync(
        long id,
        EngineRoom room,
        RootGuard guard,
        SilenceLevels levels,
        [AsParameters] SilenceChoice choice,
        CancellationToken cancellationToken
    )
    {
        SilenceOptions options = choice.ToOptions((await room.CatalogueAsync(cancellationToken)).AnalysisOptions().Regions);
        if (options.Validate() is { Count: > 0 } problems)
        {
            return Problem.Of(400, ProblemCodes.BadRange, string.Join("; ", problems));
        }

        (PresentFile? found, ProblemHttpResult? problem) = await PresentFile.FindAsync(id, room, guard, cancellationToken);
        if (found is null)
        {
            return problem!;
        }

        LevelSeries series = await levels.OfAsync(found.Path, found.Facts.ContentHash ?? found.Path, cancellationToken);
        return TypedResults.Ok(
            new CutPreview(
                id,
                [
                    .. SilenceDetector
                        .Find(series, options)
                        .Select(region => new[] { Math.Round(region.StartSeconds, 4), Math.Round(region.EndSeconds, 4) }),
                ]
            )
        );
    }

    private static void Describe(RouteHandlerBuilder route, string summary, string description) =>
        route
            .WithTags("Media")
            .WithSummary(summary)
            .WithDescription(description)
            .Produces<SoundView>()
            .Produces(304)
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(404)
            .WithExample(200, Example);

    private static async Task<IResult> LoudnessAsync(
        long id,
        EngineRoom room,
        HttpContext http,
        [AsParameters] ViewStretch stretch,
        CancellationToken cancellationToken
    )
    {
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        if (await catalogue.GetDocumentAsync(id, cancellationToken) is not { File: { } facts } document)
        {
            return Problem.Of(404, "not_found", $"there is no sound {id} in the catalogue");
        }

        if (Request(id, "", facts, stretch, longestS: double.PositiveInfinity) is not { } request)
        {
            return BadStretch(facts, double.PositiveInfinity);
        }

        // A new analysis or a new cut may draw the same sound otherwise, so the tag is that of the picture: drawing it is quick.
        SoundView view = LoudnessView.Draw(request, document);
        byte[] picture = JsonSerializer.SerializeToUtf8Bytes(view, ServerJson.Default.SoundView);
        StatusCodeHttpResult? kept = KeptAnswer.Check(http, Convert.ToHexStringLower(SHA256.HashData(picture)));
        return kept is null ? TypedResults.Ok(view) : kept;
    }

    private static async Task<IResult> DecodedAsync(
        long id,
        ViewStretch stretch,
        (EngineRoom Room, RootGuard Guard, HttpContext Http) server,
        Func<ViewRequest, CancellationToken, Task<SoundView>> draw,
        CancellationToken cancellationToken
    )
    {
        (PresentFile? found, ProblemHttpResult? problem) = await PresentFile.FindAsync(id, server.Room, server.Guard, cancellationToken);
        if (found is null)
        {
            return problem!;
        }

        if (Request(id, found.Path, found.Facts, stretch, LongestDecodedS) is not { } request)
        {
            return BadStretch(found.Facts, LongestDecodedS);
        }

        // The same stretch of the same bytes is always the same picture: browsers keep it, and ask only whether the bytes are still the same.
        StatusCodeHttpResult? kept = found.Facts.ContentHash is { } hash ? KeptAnswer.Check(server.Http, hash.Split(':')[^1]) : null;
        return kept is null ? TypedResults.Ok(await draw(request, cancellationToken)) : kept;
    }

    private static ViewRequest? Request(long id, string path, FileFacts facts, ViewStretch stretch, double longestS)
    {
        double start = stretch.StartS ?? 0;
        double end = Math.Min(stretch.EndS ?? facts.DurationS, facts.DurationS);
        return stretch.ColumnCount is >= 1 and <= MostColumns && start >= 0 && end > start && end - start <= longestS
            ? new ViewRequest(id, path, facts.SampleRate, start, end, stretch.ColumnCount)
            : null;
    }

    private static ProblemHttpResult BadStretch(FileFacts facts, double longestS) =>
        Problem.Of(
            400,
            ProblemCodes.BadRange,
            string.Create(
                CultureInfo.InvariantCulture,
                $"a view is from start_s to end_s, in order and within the sound's {facts.DurationS:0.###} s{(double.IsFinite(longestS) ? $", at most {longestS:0} s at once" : "")}, in 1 to {MostColumns} columns"
            )
        );
}
