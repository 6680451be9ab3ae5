using System.ComponentModel;
using System.Globalization;
using AudioSampler.Analysis.Engine;
using AudioSampler.Audio;
using AudioSampler.Plugins.Results;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Jobs;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using AudioSampler.Server.Safety;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AudioSampler.Server.Endpoints;

/// <summary>Analyses by path, and the jobs that come of it.</summary>
internal static class AnalyzeEndpoints
{
    private const string ApiVersion = "1";
    private static readonly TimeSpan s_usualWait = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1);

    /// <summary>Adds the endpoints.</summary>
    public static void MapAnalyze(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/analyze", AnalyzeAsync)
            .WithTags("Analysis")
            .WithSummary("Analyse a file or folder")
            .WithDescription(
                "Always a job. For a file the answer waits for it (Prefer: wait=N seconds, default 120) and is the result; when it takes longer, "
                    + "with Prefer: respond-async, or for a folder, the answer is 202 with the job's address in Location."
            )
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(413)
            .ProducesProblem(415)
            .ProducesProblem(422);
        routes
            .MapGet("/jobs", (JobQueue jobs) => TypedResults.Ok(jobs.All))
            .WithTags("Jobs")
            .WithSummary("All jobs since the server's start, the newest first");
        routes.MapGet("/jobs/{id}", GetJob).WithTags("Jobs").WithSummary("One job with its progress").ProducesProblem(404);
        routes
            .MapDelete("/jobs/{id}", CancelJob)
            .WithTags("Jobs")
            .WithSummary("Cancel a job")
            .WithDescription("What it has analysed so far stays.")
            .ProducesProblem(404);
    }

    private static async Task<Results<Ok<AnalyzeResponse>, Accepted<JobStatus>, ProblemHttpResult>> AnalyzeAsync(
        AnalyzeRequest request,
        JobQueue jobs,
        EngineRoom engineRoom,
        RootGuard guard,
        [FromHeader(Name = "Prefer")] [Description("wait=N, or respond-async")] string? prefer,
        CancellationToken cancellationToken
    )
    {
        EngineHost host = await engineRoom.EngineAsync(cancellationToken);
        var wanted = new AnalysisRequest
        {
            Only = request.Options?.Only is { } only ? [.. only] : null,
            Force = request.Options?.Force ?? false,
        };
        try
        {
            host.Analyzers.Select(wanted.Only);
        }
        catch (ArgumentException unknown)
        {
            return Problem.Of(400, ProblemCodes.UnknownAnalyzer, unknown.Message);
        }

        if (!Path.IsPathFullyQualified(request.FilePath) || request.FilePath.Contains('\0', StringComparison.Ordinal))
        {
            return Problem.Of(400, ProblemCodes.BadPath, "file_path is the absolute path of a file or folder, such as /sounds/take1.wav");
        }

        if (await guard.ResolveAsync(request.FilePath, cancellationToken) is not { } path)
        {
            if (await guard.CoversAsync(request.FilePath, cancellationToken))
            {
                return Problem.Of(404, "not_found", $"{ShownPath.Of(request.FilePath)}: there is no such file or folder; check the path");
            }

            return Problem.Of(403, ProblemCodes.OutsideRoots, RootGuard.Refusal(request.FilePath));
        }

        Job job = jobs.Add(path, wanted);
        if (Directory.Exists(path) || prefer?.Contains("respond-async", StringComparison.OrdinalIgnoreCase) == true)
        {
            return Accepted(job);
        }

        try
        {
            AnalysisDocument? document = await job.Completion.WaitAsync(WaitFor(prefer), cancellationToken);
            return document switch
            {
                null => Problem.Of(409, "cancelled", $"the analysis of {path} was cancelled"),
                { Error: { } error } => Problem.Of(422, Problem.NameOf(error.Code), error.Message),
                _ => TypedResults.Ok(new AnalyzeResponse(document, ApiVersion)),
            };
        }
        catch (TimeoutException)
        {
            return Accepted(job);
        }
    }

    private static Accepted<JobStatus> Accepted(Job job) => TypedResults.Accepted($"/jobs/{job.Status.Id}", job.Status);

    private static TimeSpan WaitFor(string? prefer)
    {
        foreach (string preference in (prefer ?? string.Empty).Split(',', StringSplitOptions.TrimEntries))
        {
            if (
                preference.StartsWith("wait=", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(preference.AsSpan("wait=".Length), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
            )
            {
                return seconds >= s_longestWait.TotalSeconds ? s_longestWait : TimeSpan.FromSeconds(seconds);
            }
        }

        return s_usualWait;
    }

    private static Results<Ok<JobStatus>, ProblemHttpResult> GetJob(string id, JobQueue jobs) =>
        jobs.Find(id) is { } job ? TypedResults.Ok(job.Status) : NoJob(id);

    private static Results<NoContent, ProblemHttpResult> CancelJob(string id, JobQueue jobs)
    {
        if (jobs.Find(id) is not { } job)
        {
            return NoJob(id);
        }

        job.Cancel();
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult NoJob(string id) =>
        Problem.Of(404, "not_found", $"there is no job {id}; jobs end with the server that ran them");
}
