using System.Diagnostics;
using AudioSampler.Analysis.Engine;
using AudioSampler.Audio;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Jobs;
using AudioSampler.Inference.OnnxRuntime;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Jobs;
using AudioSampler.Server.Models;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>What the service is and how it is.</summary>
internal static class SystemEndpoints
{
    private const string Name = "Audio Intelligence Sampler";

    /// <summary>Adds the endpoints.</summary>
    public static void MapSystem(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/",
                (EngineRoom room, ServerOptions options) =>
                    TypedResults.Ok(new ServiceInfo(Name, EngineHost.Version, Health(room, options).Status, "/docs", "/ui/", "/health"))
            )
            .WithTags("System")
            .WithSummary("Name, version and status, with links")
            .WithExample(200, SystemExamples.Service);
        routes
            .MapGet("/health", GetHealth)
            .WithTags("System")
            .WithSummary("Whether the service can do its work")
            .Produces<HealthReport>(503)
            .WithExample(200, SystemExamples.Health);
        routes
            .MapGet("/status", StatusAsync)
            .WithTags("System")
            .WithSummary("The engine in detail")
            .WithExample(200, SystemExamples.Status);
        routes
            .MapGet("/plugins", async (EngineRoom room, CancellationToken token) => TypedResults.Ok(Plugins(await room.EngineAsync(token))))
            .WithTags("System")
            .WithSummary("The analyzers, in the order of work")
            .WithExample(200, SystemExamples.Plugins);
    }

    private static Results<Ok<HealthReport>, JsonHttpResult<HealthReport>> GetHealth(EngineRoom room, ServerOptions options)
    {
        HealthReport report = Health(room, options);
        return report.Status == "unhealthy" ? TypedResults.Json(report, statusCode: 503) : TypedResults.Ok(report);
    }

    private static HealthReport Health(EngineRoom room, ServerOptions options)
    {
        string? ffmpeg = null;
        string? missing = null;
        try
        {
            ffmpeg = FfmpegLocator.Locate().FfmpegPath;
        }
        catch (AudioSamplerException exception)
        {
            missing = exception.Message;
        }

        return new HealthReport
        {
            Status =
                missing is not null || room.Failure is not null ? "unhealthy"
                : room.IsOpen ? "healthy"
                : "starting",
            Version = EngineHost.Version,
            UptimeS = Math.Round((DateTimeOffset.UtcNow - room.StartedAt).TotalSeconds, 1),
            Plugins = room.IsOpen ? room.Engine.Analyzers.Ordered.Length : 0,
            Database = room.Failure ?? (room.IsOpen ? "open" : "opening"),
            Ffmpeg = ffmpeg ?? missing!,
            Model = OnnxRuntimeLibrary.Find(out string? problem) is null ? $"signal: {problem}" : options.Workers.Model.Name,
        };
    }

    private static async Task<Ok<EngineStatus>> StatusAsync(
        EngineRoom room,
        JobQueue jobs,
        ServerOptions options,
        CancellationToken cancellationToken
    )
    {
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        EngineHost host = await room.EngineAsync(cancellationToken);
        (_, long queued) = await jobs.ListAsync(1, 1, JobState.Queued, cancellationToken);
        (IReadOnlyList<JobStatus> running, _) = await jobs.ListAsync(1, Catalogue.MaxPageSize, JobState.Running, cancellationToken);
        using var self = Process.GetCurrentProcess();
        return TypedResults.Ok(
            new EngineStatus
            {
                Health = Health(room, options),
                JobsQueued = queued,
                JobsRunning = running,
                Plugins = Plugins(host),
                PluginProblems = [.. host.PluginProblems.Select(p => p.ToString())],
                Workers = host.Workers,
                Cores = Environment.ProcessorCount,
                ResidentBytes = self.WorkingSet64,
                DataFreeBytes = new DriveInfo(options.DataFolder).AvailableFreeSpace,
                Roots = await catalogue.ListRootsAsync(cancellationToken),
            }
        );
    }

    private static List<PluginInfo> Plugins(EngineHost host) =>
        [
            .. host.Analyzers.Ordered.Select(
                (analyzer, order) =>
                {
                    AnalyzerHealth? health = host.Ledger.Health(analyzer.Name);
                    return new PluginInfo
                    {
                        Name = analyzer.Name,
                        Version = analyzer.Version,
                        Description = analyzer.Description,
                        Order = order,
                        Consumes = analyzer.Consumes,
                        Produces = analyzer.Produces,
                        Plugin = analyzer.Plugin,
                        Problem = host.ProblemOf(analyzer),
                        Health =
                            host.ProblemOf(analyzer) is not null ? "broken"
                            : host.Ledger.IsSetAside(analyzer.Name) ? "set_aside"
                            : health?.LastFailed == true ? "failing"
                            : "ok",
                        Timings = health is null ? null : new PluginTimings(health.Runs, health.Failed, Math.Round(health.MeanMs, 1)),
                    };
                }
            ),
        ];
}
