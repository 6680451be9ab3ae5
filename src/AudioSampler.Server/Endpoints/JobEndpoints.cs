using System.ComponentModel;
using AudioSampler.Catalog.Jobs;
using AudioSampler.Server.Jobs;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>The jobs of the catalogue: those of this server, and those of the command line.</summary>
internal static class JobEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/jobs", ListAsync)
            .WithTags("Jobs")
            .WithSummary("All jobs, the newest first")
            .WithExample(200, SystemExamples.Jobs)
            .ProducesProblem(400);
        routes
            .MapGet("/jobs/{id:long}", GetAsync)
            .WithTags("Jobs")
            .WithSummary("One job with its progress")
            .WithExample(200, SystemExamples.Job)
            .ProducesProblem(404);
        routes
            .MapDelete("/jobs/{id:long}", CancelAsync)
            .WithTags("Jobs")
            .WithSummary("Cancel a job")
            .WithDescription("What it has analysed so far stays.")
            .ProducesProblem(404);
        routes
            .MapPost("/jobs/{id:long}/pause", PauseAsync)
            .WithTags("Jobs")
            .WithSummary("Pause a job")
            .WithExample(200, SystemExamples.Job)
            .WithDescription("It keeps what it has analysed, and goes on there when it is resumed, also after the server was stopped.")
            .ProducesProblem(404)
            .ProducesProblem(409);
        routes
            .MapPost("/jobs/{id:long}/resume", ResumeAsync)
            .WithTags("Jobs")
            .WithSummary("Go on with a job that was paused")
            .WithExample(200, SystemExamples.Job)
            .ProducesProblem(404)
            .ProducesProblem(409);
        routes
            .MapPost("/jobs/{id:long}/retry", RetryAsync)
            .WithTags("Jobs")
            .WithSummary("Try the failed and cancelled files of an ended job again")
            .WithExample(202, SystemExamples.Job)
            .ProducesProblem(404)
            .ProducesProblem(409);
    }

    private static async Task<Results<Ok<ResultPage<JobStatus>>, ProblemHttpResult>> ListAsync(
        JobQueue jobs,
        HttpRequest request,
        CancellationToken cancellationToken,
        [Description("Number of the page, from 1")] int page = 1,
        [Description("Jobs of a page, 1 to 500")] int page_size = Paging.UsualPageSize
    )
    {
        if (Paging.Refuse(page, page_size) is { } refusal)
        {
            return refusal;
        }

        (IReadOnlyList<JobStatus> found, long total) = await jobs.ListAsync(page, page_size, state: null, cancellationToken);
        return TypedResults.Ok(Paging.Page(request, page, page_size, total, found));
    }

    private static async Task<Results<Ok<JobStatus>, ProblemHttpResult>> GetAsync(
        long id,
        JobQueue jobs,
        CancellationToken cancellationToken
    ) => await jobs.FindAsync(id, cancellationToken) is { } job ? TypedResults.Ok(job) : NoJob(id);

    private static async Task<Results<NoContent, ProblemHttpResult>> CancelAsync(
        long id,
        JobQueue jobs,
        CancellationToken cancellationToken
    ) => await jobs.CancelAsync(id, cancellationToken) ? TypedResults.NoContent() : NoJob(id);

    private static async Task<Results<Ok<JobStatus>, ProblemHttpResult>> PauseAsync(
        long id,
        JobQueue jobs,
        CancellationToken cancellationToken
    ) =>
        await jobs.PauseAsync(id, cancellationToken) switch
        {
            null => NoJob(id),
            { State: JobState.Paused } paused => TypedResults.Ok(paused),
            { State: JobState.Running } => Problem.Of(
                409,
                ProblemCodes.NotPausable,
                $"job {id} runs in another program: stop it there; the same command goes on with it"
            ),
            { } ended => Problem.Of(
                409,
                ProblemCodes.NotPausable,
                $"job {id} is {ended.State.ToString().ToLowerInvariant()}: there is nothing to pause"
            ),
        };

    private static async Task<Results<Ok<JobStatus>, ProblemHttpResult>> ResumeAsync(
        long id,
        JobQueue jobs,
        CancellationToken cancellationToken
    ) =>
        await jobs.ResumeAsync(id, cancellationToken) switch
        {
            null => NoJob(id),
            { State: JobState.Queued or JobState.Running } going => TypedResults.Ok(going),
            { } ended => Problem.Of(
                409,
                ProblemCodes.NotPausable,
                $"job {id} is {ended.State.ToString().ToLowerInvariant()}: there is nothing to go on with"
            ),
        };

    private static async Task<Results<Accepted<JobStatus>, ProblemHttpResult>> RetryAsync(
        long id,
        JobQueue jobs,
        CancellationToken cancellationToken
    )
    {
        if (await jobs.RetryAsync(id, cancellationToken) is { } waiting)
        {
            return TypedResults.Accepted($"/jobs/{id}", waiting);
        }

        return await jobs.FindAsync(id, cancellationToken) is { } job
            ? Problem.Of(
                409,
                ProblemCodes.NothingToRetry,
                $"job {id} is {job.State.ToString().ToLowerInvariant()}: there is nothing to try again"
            )
            : NoJob(id);
    }

    private static ProblemHttpResult NoJob(long id) =>
        Problem.Of(404, "not_found", $"there is no job {id}; of ended jobs the newest thousand are kept");
}
