using System.ComponentModel;
using System.Globalization;
using AudioSampler.Analysis.Engine;
using AudioSampler.Audio;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Jobs;
using AudioSampler.Plugins.Contract;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Jobs;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using AudioSampler.Server.Safety;
using AudioSampler.Server.Uploads;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AudioSampler.Server.Endpoints;

/// <summary>Analyses by path.</summary>
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
            .WithExample(200, SystemExamples.Analyzed)
            .WithExample(202, SystemExamples.Job)
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
            .MapPost("/api/files/analyze", AgainAsync)
            .WithTags("Analysis")
            .WithSummary("Analyse many files of the catalogue again, by their numbers or all that a query finds")
            .WithDescription(
                "One job. Without force only what is stale or failed is run again: {\"query\": \"is:stale\"} brings everything up to date. Files that are searched for may be 100,000."
            )
            .WithExample(202, SystemExamples.Job)
            .ProducesProblem(400)
            .ProducesProblem(404);
        routes
            .MapPost("/api/analyze/upload", UploadAsync)
            .WithTags("Analysis")
            .WithSummary("Send a sound, keep it and analyse it")
            .WithExample(200, SystemExamples.Analyzed)
            .WithExample(202, SystemExamples.Job)
            .WithDescription(
                "As multipart/form-data (its first file), or as the body itself (audio/* or application/octet-stream, with ?name=). It is streamed to the data folder "
                    + "under a name made safe; its type is found by its content. Bytes that are known already are answered with the known result, and not kept twice. "
                    + "Else a job, like POST /analyze."
            )
            .Accepts<IFormFile>("multipart/form-data", "*/*")
            .ProducesProblem(400)
            .ProducesProblem(409)
            .ProducesProblem(413)
            .ProducesProblem(415)
            .ProducesProblem(422)
            .ProducesProblem(507);
    }

    /// <summary>Analyses again what is in the catalogue, as one job that makes room for what somebody waits for.</summary>
    private static async Task<Results<Accepted<JobStatus>, ProblemHttpResult>> AgainAsync(
        FilesToAnalyze which,
        JobQueue jobs,
        EngineRoom engineRoom,
        CancellationToken cancellationToken
    )
    {
        AnalysisRequest wanted = Wanted(which.Options);
        if (await UnknownAsync(wanted.Only, engineRoom, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        Catalogue catalogue = await engineRoom.CatalogueAsync(cancellationToken);
        (IReadOnlyList<long> ids, ProblemHttpResult? refusal) = await ChosenFiles.FindAsync(
            catalogue,
            which.Ids,
            which.Query,
            cancellationToken
        );
        if (refusal is not null)
        {
            return refusal;
        }

        IReadOnlyList<string> paths = await catalogue.PathsOfAsync(ids, cancellationToken);
        return paths.Count == 0
            ? Problem.Of(404, "not_found", "none of these files is in the catalogue")
            : Accepted(await jobs.AddAsync(paths, wanted, JobPriority.Folder, cancellationToken));
    }

    private static AnalysisRequest Wanted(AnalyzeOptions? options) =>
        new() { Only = options?.Only is { } only ? [.. only] : null, Force = options?.Force ?? false };

    /// <summary>What to answer when an analyzer is wanted that there isn't.</summary>
    internal static async Task<ProblemHttpResult?> UnknownAsync(
        IReadOnlyCollection<string>? names,
        EngineRoom engineRoom,
        CancellationToken cancellationToken
    )
    {
        EngineHost host = await engineRoom.EngineAsync(cancellationToken);
        try
        {
            host.Analyzers.Select(names);
            return null;
        }
        catch (ArgumentException unknown)
        {
            return Problem.Of(400, ProblemCodes.UnknownAnalyzer, Problem.Plain(unknown));
        }
    }

    /// <summary>Keeps a sound that is sent, and analyses it like one that was there.</summary>
    private static async Task<Results<Ok<AnalyzeResponse>, Accepted<JobStatus>, ProblemHttpResult>> UploadAsync(
        HttpRequest request,
        JobQueue jobs,
        EngineRoom engineRoom,
        ServerOptions options,
        [FromHeader(Name = "Prefer")] [Description("wait=N, or respond-async")] string? prefer,
        CancellationToken cancellationToken
    )
    {
        Catalogue catalogue = await engineRoom.CatalogueAsync(cancellationToken);
        UploadedSound upload;
        try
        {
            upload = await new UploadReader(catalogue.Folder.UploadFolder, options.UploadLimitBytes).ReadAsync(request, cancellationToken);
        }
        catch (UploadException e)
        {
            return Problem.Of(e.Status, e.Code, e.Message);
        }

        if (await catalogue.FindTwinAsync(upload.ContentHash, cancellationToken) is { } twin)
        {
            // The same bytes are there already, under a path of their own: this copy is not needed.
            UploadReader.Remove(upload);
            return TypedResults.Ok(new AnalyzeResponse(twin, ApiVersion));
        }

        return await StartAsync(RealPath.Of(upload.Path), new AnalysisRequest(), prefer, jobs, engineRoom, cancellationToken);
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
        AnalysisRequest wanted = Wanted(request.Options);
        if (await UnknownAsync(wanted.Only, engineRoom, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        if (!Path.IsPathFullyQualified(request.FilePath) || request.FilePath.Contains('\0', StringComparison.Ordinal))
        {
            return Problem.Of(400, ProblemCodes.BadPath, "file_path is the absolute path of a file or folder, such as /sounds/take1.wav");
        }

        if (await guard.ResolveAsync(request.FilePath, cancellationToken) is not { } path)
        {
            if (await guard.CoversAsync(request.FilePath, cancellationToken))
            {
                Catalogue catalogue = await engineRoom.CatalogueAsync(cancellationToken);
                await PresentFile.NoteGoneAsync(catalogue, request.FilePath, cancellationToken);
                return Problem.Of(404, "not_found", $"{ShownPath.Of(request.FilePath)}: there is no such file or folder; check the path");
            }

            return Problem.Of(403, ProblemCodes.OutsideRoots, RootGuard.Refusal(request.FilePath));
        }

        return await StartAsync(path, wanted, prefer, jobs, engineRoom, cancellationToken);
    }

    private static async Task<Results<Ok<AnalyzeResponse>, Accepted<JobStatus>, ProblemHttpResult>> StartAsync(
        string path,
        AnalysisRequest wanted,
        string? prefer,
        JobQueue jobs,
        EngineRoom engineRoom,
        CancellationToken cancellationToken
    )
    {
        bool isFolder = Directory.Exists(path);
        JobStatus job = await jobs.AddAsync([path], wanted, isFolder ? JobPriority.Folder : JobPriority.File, cancellationToken);
        if (isFolder || prefer?.Contains("respond-async", StringComparison.OrdinalIgnoreCase) == true)
        {
            return Accepted(job);
        }

        return await jobs.WaitAsync(job.Id, WaitFor(prefer), cancellationToken) is { } ended
            ? await AnswerAsync(ended, path, await engineRoom.CatalogueAsync(cancellationToken), cancellationToken)
            : Accepted(await jobs.FindAsync(job.Id, cancellationToken) ?? job);
    }

    private static async Task<Results<Ok<AnalyzeResponse>, Accepted<JobStatus>, ProblemHttpResult>> AnswerAsync(
        Job job,
        string path,
        Catalogue catalogue,
        CancellationToken cancellationToken
    )
    {
        if (job.State == JobState.Cancelled)
        {
            return Problem.Of(409, "cancelled", $"the analysis of {path} was cancelled");
        }

        if (job.Error is { } error)
        {
            bool ofCatalogue = error.Code is AnalysisErrorCode.CatalogueFailed or AnalysisErrorCode.DiskFull;
            return Problem.Of(ofCatalogue ? 503 : 500, Problem.NameOf(error.Code), error.Message);
        }

        JobFile file = (await catalogue.Jobs.ListFilesAsync(job.Id, most: 1, state: null, cancellationToken)).Single();
        if (file.Error is { } failure)
        {
            return Problem.Of(422, Problem.NameOf(failure.Code), failure.Message);
        }

        return file.FileId is { } id && await catalogue.GetDocumentAsync(id, cancellationToken) is { } document
            ? TypedResults.Ok(new AnalyzeResponse(document, ApiVersion))
            : Problem.Of(404, "not_found", $"{path} is not in the catalogue any more: analyse it again");
    }

    private static Accepted<JobStatus> Accepted(JobStatus job) => TypedResults.Accepted($"/jobs/{job.Id}", job);

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
}
