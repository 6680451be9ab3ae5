using AudioSampler.Inference;
using AudioSampler.Inference.Store;
using AudioSampler.Inference.Tagging;
using AudioSampler.Server.Events;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>The networks that hear labels: which there are, and fetching one.</summary>
internal static class ModelEndpoints
{
    private const double Megabyte = 1e6;
    private static readonly TimeSpan s_timeToConnect = TimeSpan.FromSeconds(10);

    private const string One = """
        {"name": "efficientat-mn04", "megabytes": 4, "licence": "MIT", "publisher": "Florian Schmid", "here": true, "in_use": true}
        """;

    /// <summary>Adds the endpoints.</summary>
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/models", (ServerOptions options) => TypedResults.Ok(List(options)))
            .WithTags("System")
            .WithSummary("The networks that hear labels: those that are here, and those that can be fetched")
            .WithExample(200, $"[{One}]");
        routes
            .MapPost("/api/models/{name}/pull", PullAsync)
            .WithTags("System")
            .WithSummary("Fetch a network from its publisher")
            .WithDescription(
                "The answer comes when it is here, whole and verified; /events tells meanwhile how far it is. A download that breaks off is gone on with by the next. It is used from the server's next start on."
            )
            .ProducesProblem(404)
            .ProducesProblem(502)
            .WithExample(200, One);
    }

    private static IReadOnlyList<ModelInfo> List(ServerOptions options)
    {
        string used = options.Workers.Model.Name;
        IReadOnlyDictionary<string, string> installed = ModelStore.Of(options.DataFolder).Installed();
        return
        [
            new ModelInfo(Tagger.EmbeddedName, 0, "Apache-2.0", "this project", Here: true, used == Tagger.EmbeddedName),
            .. KnownModels.All.Select(model => new ModelInfo(
                model.Name,
                model.Megabytes,
                model.Licence,
                model.Publisher,
                installed.ContainsKey(model.Name),
                used == model.Name
            )),
            .. installed
                .Where(model => KnownModels.Find(model.Key) is null)
                .Select(model => new ModelInfo(
                    model.Key,
                    Math.Round(new FileInfo(model.Value).Length / Megabyte, 1),
                    "not known",
                    "imported",
                    Here: true,
                    used == model.Key
                )),
        ];
    }

    private static async Task<Results<Ok<ModelInfo>, ProblemHttpResult>> PullAsync(
        string name,
        ServerOptions options,
        EventHub events,
        CancellationToken cancellationToken
    )
    {
        if (KnownModels.Find(name) is not { } model)
        {
            return Problem.Of(404, "not_found", $"there is no model {name} to fetch: GET /api/models names those that there are");
        }

        using var handler = new SocketsHttpHandler { ConnectTimeout = s_timeToConnect };
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            await new ModelDownload(ModelStore.Of(options.DataFolder), http).PullAsync(
                model,
                new FetchProgress(model.Name, events.Tell, TimeProvider.System),
                cancellationToken
            );
        }
        catch (ModelException exception)
        {
            return Problem.Of(502, ProblemCodes.ModelNotFetched, exception.Message);
        }

        return TypedResults.Ok(List(options).First(listed => listed.Name == model.Name));
    }
}
