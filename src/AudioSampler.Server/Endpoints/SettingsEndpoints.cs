using System.Text.Json;
using AudioSampler.Analysis;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>What the user chose for all analyses to come.</summary>
internal static class SettingsEndpoints
{
    private const string Example = """{"analysis": {"regions": {"minimum_silence_seconds": 0.55}, "key": {"method": "native"}}}""";

    /// <summary>Adds the endpoints.</summary>
    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder settings = routes.MapGroup("/api/settings").WithTags("System");
        settings
            .MapGet(
                "",
                async (EngineRoom room, ServerOptions options, CancellationToken token) =>
                    TypedResults.Ok(Report((await room.CatalogueAsync(token)).AnalysisOptions(), options))
            )
            .WithSummary("The options that files are analysed with, here and from the command line where it doesn't say otherwise")
            .WithExample(200, Example);
        settings
            .MapPatch("", ChangeAsync)
            .WithSummary("Change options of the analysis")
            .WithDescription(
                "A JSON merge patch. They hold from the next job on: one at work ends with those that it began with. What was analysed with other options is analysed anew when it is asked for again. "
                    + "The network is chosen when the server is started."
            )
            .ProducesProblem(400)
            .WithExample(200, Example);
    }

    private static SettingsReport Report(AnalysisOptions analysis, ServerOptions options) =>
        new(analysis with { Tagging = new TaggingOptions { Model = options.Workers.Model.Name } });

    private static async Task<Results<Ok<SettingsReport>, ProblemHttpResult>> ChangeAsync(
        SettingsChange change,
        EngineRoom room,
        ServerOptions options,
        CancellationToken cancellationToken
    )
    {
        if (change.Analysis.ValueKind != JsonValueKind.Object)
        {
            return Problem.Of(400, ProblemCodes.BadSetting, "analysis is an object of options, as GET /api/settings shows them");
        }

        if (change.Analysis.TryGetProperty("tagging", out _))
        {
            return Problem.Of(400, ProblemCodes.BadSetting, "the network is chosen when the server is started: ais serve --model NAME");
        }

        try
        {
            return TypedResults.Ok(Report(await room.ChangeAsync(now => now.With(change.Analysis), cancellationToken), options));
        }
        catch (JsonException e)
        {
            return Problem.Of(400, ProblemCodes.BadSetting, BadRequestText.Of(e));
        }
        catch (ArgumentException e)
        {
            return Problem.Of(400, ProblemCodes.BadSetting, Problem.Plain(e));
        }
    }
}
