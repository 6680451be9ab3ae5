using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Plugins.Results;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Jobs;
using AudioSampler.Server.Json;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AudioSampler.Server.Endpoints;

/// <summary>
/// Edits of regions: move, split, merge, drop. Each is a correction of the file's <c>regions</c>, with its entry in the history, and a job that analyses what is new in it:
/// regions that stay as they were keep their results.
/// </summary>
internal static class RegionEditEndpoints
{
    private const string Description =
        "The regions of the file become the user's: every later analysis cuts it so, until the correction regions is taken back or the change is undone. The answer "
        + "is the job that analyses what is new; until it ends, the regions are as they were.";

    /// <summary>The regions of a file after an edit of those from <paramref name="at"/> to <paramref name="last"/>.</summary>
    private delegate IEnumerable<(double StartS, double EndS)> Edit(
        IReadOnlyList<(double StartS, double EndS)> regions,
        int at,
        int last,
        double durationS
    );

    /// <summary>Adds the endpoints.</summary>
    public static void MapRegionEdits(this IEndpointRouteBuilder routes)
    {
        Describe(
            routes.MapPatch(
                "/api/regions/{id:long}",
                (long id, RegionBounds bounds, EngineRoom room, JobQueue jobs, HttpResponse response, CancellationToken token) =>
                    EditAsync(id, Move(bounds), (room, jobs, response), token)
            ),
            "Move the start or the end of a region"
        );
        Describe(
            routes.MapPost(
                "/api/regions/{id:long}/split",
                (long id, SplitPlace place, EngineRoom room, JobQueue jobs, HttpResponse response, CancellationToken token) =>
                    EditAsync(id, Split(place.AtS), (room, jobs, response), token)
            ),
            "Split a region in two"
        );
        Describe(
            routes.MapPost("/api/regions/{id:long}/merge", OfSeveral(Merge, merges: true)),
            "Merge a region with the one after it, or with all up to another: it keeps its number, and what is said of any of them is said of it"
        );
        Describe(
            routes.MapDelete("/api/regions/{id:long}", OfSeveral((regions, at, last, _) => regions.Where((_, i) => i < at || i > last))),
            "Drop a region, or all up to another; the sound itself stays in its file"
        );
    }

    /// <summary>Handles an edit of a region, or of all up to another.</summary>
    private static Delegate OfSeveral(Edit edit, bool merges = false) =>
        (
            long id,
            EngineRoom room,
            JobQueue jobs,
            HttpResponse response,
            CancellationToken token,
            [FromQuery]
            [Description("The last of several regions, one after the other, that begin with this one; all are one change of the history")]
                long? until
        ) => EditAsync(id, edit, (room, jobs, response), token, until, merges);

    /// <summary>Has files analysed that a change of corrections cut otherwise.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="jobs">Where the analyses are asked for.</param>
    /// <param name="fileId">The file that was changed; null when it may be any.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The last of the jobs; null when nothing is to be done.</returns>
    public static async Task<JobStatus?> CutAsync(Catalogue catalogue, JobQueue jobs, long? fileId, CancellationToken cancellationToken)
    {
        JobStatus? last = null;
        foreach (string path in await catalogue.FilesToCutAsync(fileId, cancellationToken))
        {
            last = await jobs.AddAsync([path], new AnalysisRequest(), JobPriority.Edit, cancellationToken);
        }

        return last;
    }

    private static void Describe(RouteHandlerBuilder route, string summary) =>
        route
            .WithTags("Regions")
            .NamesEntry()
            .WithSummary(summary)
            .WithDescription(Description)
            .ProducesProblem(400)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .WithExample(202, SystemExamples.Job);

    private static Edit Move(RegionBounds bounds) =>
        (regions, at, _, durationS) =>
            regions.Select(
                (region, i) =>
                    i == at
                        ? (bounds.StartS ?? region.StartS, Math.Min(bounds.EndS ?? region.EndS, durationS))
                        : (
                            // A neighbour gives way.
                            i > at
                                ? Math.Max(region.StartS, bounds.EndS ?? region.StartS)
                                : region.StartS,
                            i < at ? Math.Min(region.EndS, bounds.StartS ?? region.EndS) : region.EndS
                        )
            );

    private static Edit Split(double place) =>
        (regions, at, _, _) =>
            regions.SelectMany<(double StartS, double EndS), (double, double)>(
                (region, i) => i == at ? [(region.StartS, place), (place, region.EndS)] : [region]
            );

    private static IEnumerable<(double StartS, double EndS)> Merge(
        IReadOnlyList<(double StartS, double EndS)> regions,
        int at,
        int last,
        double durationS
    )
    {
        int end = Math.Max(last, at + 1);
        return end >= regions.Count ? [] : [.. regions.Take(at), (regions[at].StartS, regions[end].EndS), .. regions.Skip(end + 1)];
    }

    private static async Task<Results<Accepted<JobStatus>, ProblemHttpResult>> EditAsync(
        long id,
        Edit edit,
        (EngineRoom Room, JobQueue Jobs, HttpResponse Response) engine,
        CancellationToken cancellationToken,
        long? until = null,
        bool merges = false
    )
    {
        Catalogue catalogue = await engine.Room.CatalogueAsync(cancellationToken);
        if (
            await catalogue.GetRegionAsync(id, cancellationToken)
            is not
            (AnalysisDocument { FileId: { } fileId, File: { } facts } file, RegionDocument region)
        )
        {
            return RegionEndpoints.NotThere(id);
        }

        // While an edit is being analysed, the next one starts from what it asked for; else from the regions as they are, which end where the file does.
        bool isCutSo = file.Versions.GetValueOrDefault(Correction.Regions) == HandCut.Version(file.Overrides);
        IReadOnlyList<(double StartS, double EndS)> wanted =
            !isCutSo && HandCut.Of(file.Overrides) is { } cut ? cut : [.. file.Regions.Select(r => (r.StartS, r.EndS))];
        RegionDocument? end = until is null ? region : file.Regions.FirstOrDefault(r => r.RegionId == until);
        if (end is null || end.StartS < region.StartS)
        {
            return Problem.Of(400, ProblemCodes.BadMark, $"region {until} is none of {facts.Name} from region {id} on");
        }

        int at = Place(wanted, region);
        int last = Place(wanted, end);
        if (at < 0 || last < at)
        {
            return Problem.Of(
                409,
                ProblemCodes.BeingCut,
                $"region {id} is being cut anew: wait until the analysis of {facts.Name} has ended"
            );
        }

        List<(double StartS, double EndS)> edited = [.. edit(wanted, at, last, facts.DurationS)];
        if (edited.Count == 0)
        {
            return Problem.Of(
                400,
                ProblemCodes.BadMark,
                $"region {id} is the last of {facts.Name}: there is none after it, and one has to stay"
            );
        }

        JsonElement value = JsonSerializer.SerializeToElement(
            [.. edited.Select(r => new[] { Math.Round(r.StartS, 4), Math.Round(r.EndS, 4) })],
            ServerJson.Default.ListDoubleArray
        );
        var change = new MarkChange { Correct = MarkState.Nothing.Overrides.Add(Correction.Regions, value) };
        if (change.Problem(SearchTarget.Files) is { } problem)
        {
            return Problem.Of(400, ProblemCodes.BadMark, problem);
        }

        long? entry = merges
            ? await catalogue.MergeRegionsAsync(fileId, change, id, Within(file, edited[at], id), cancellationToken)
            : (await catalogue.ChangeMarksAsync(SearchTarget.Files, [fileId], change, cancellationToken)).HistoryId;
        engine.Response.NameEntry(entry);
        return await CutAsync(catalogue, engine.Jobs, fileId, cancellationToken) is { } job
            ? TypedResults.Accepted($"/jobs/{job.Id}", job)
            : Problem.Of(409, ProblemCodes.BeingCut, $"{facts.Name} is cut so already");
    }

    /// <summary>Numbers of the other regions that lie within bounds, in their order.</summary>
    private static long[] Within(AnalysisDocument file, (double StartS, double EndS) bounds, long first) =>
        [
            .. file
                .Regions.Where(region => region.RegionId != first && region.StartS >= bounds.StartS && region.EndS <= bounds.EndS)
                .Select(region => region.RegionId)
                .OfType<long>(),
        ];

    /// <summary>Where a region stands in a list of bounds; -1 where it does not.</summary>
    private static int Place(IReadOnlyList<(double StartS, double EndS)> regions, RegionDocument region)
    {
        for (int i = 0; i < regions.Count; i++)
        {
            if (regions[i] == (region.StartS, region.EndS))
            {
                return i;
            }
        }

        return -1;
    }
}
