using System.ComponentModel;
using System.Net.ServerSentEvents;
using AudioSampler.Server.Events;
using AudioSampler.Server.Jobs;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AudioSampler.Server.Endpoints;

/// <summary>Streams of events.</summary>
internal static class EventEndpoints
{
    private const string Form =
        "Server-sent events: hello at the start, job (the job as of GET /jobs/{id}), catalogue (results or marks have changed), model (name, bytes and of: how far the download of a network is), heartbeat every 15 s. Each but the heartbeat has an id; a listener that comes back "
        + "with Last-Event-ID hears what it missed, or reset when that is too long ago: then ask for everything again.";

    /// <summary>Adds the endpoints.</summary>
    public static void MapEvents(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/events",
                (
                    EventHub hub,
                    [FromHeader(Name = "Last-Event-ID")] [Description("Id of the last event that was heard")] string? lastEventId,
                    CancellationToken token
                ) => TypedResults.ServerSentEvents(hub.ListenAsync(lastEventId, jobId: null, token))
            )
            .WithTags("Jobs")
            .WithSummary("One stream of events for all jobs and changes of the catalogue")
            .WithDescription(Form)
            .Produces<string>(200, "text/event-stream");
        routes
            .MapGet("/jobs/{id:long}/events", JobAsync)
            .WithTags("Jobs")
            .WithSummary("The events of one job")
            .WithDescription(Form)
            .Produces<string>(200, "text/event-stream")
            .ProducesProblem(404);
    }

    private static async Task<Results<ServerSentEventsResult<string>, ProblemHttpResult>> JobAsync(
        long id,
        EventHub hub,
        JobQueue jobs,
        [FromHeader(Name = "Last-Event-ID")] [Description("Id of the last event that was heard")] string? lastEventId,
        CancellationToken cancellationToken
    ) =>
        await jobs.FindAsync(id, cancellationToken) is null
            ? Problem.Of(404, "not_found", $"there is no job {id}; of ended jobs the newest thousand are kept")
            : TypedResults.ServerSentEvents(hub.ListenAsync(lastEventId, id, cancellationToken));
}
