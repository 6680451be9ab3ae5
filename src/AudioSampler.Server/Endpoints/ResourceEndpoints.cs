using System.ComponentModel;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Analysis.Resources;
using AudioSampler.Audio.Store;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Upkeep;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Metrics;
using AudioSampler.Server.Models;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>What the service takes of the machine, how to give some back, and how to watch it.</summary>
internal static class ResourceEndpoints
{
    private const string NoGpu = "no network uses a graphics processor yet";

    /// <summary>Adds the endpoints.</summary>
    public static void MapResources(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/system/resources", Resources)
            .WithTags("System")
            .WithSummary("What the machine has, what analysis may take of it, and what is taken")
            .WithDescription(
                "Cores and memory as the container sees them; disks, caches and worker processes. It answers also while the catalogue can't be opened."
            )
            .WithExample(200, ResourceExamples.Resources);
        routes
            .MapPost("/api/system/cleanup", CleanupAsync)
            .WithTags("System")
            .WithSummary("Free caches, leftovers and orphans")
            .WithDescription(
                "Removes playable copies (they are made again when they are asked for), what dead processes left in the temporary folder, and waveforms and "
                    + "playable copies whose audio is no longer in the catalogue. Nothing that was written or used in the last ten minutes, or that a live process "
                    + "holds. What was left for another reason stands in problems, one line each."
            )
            .ProducesProblem(400)
            .WithExample(200, ResourceExamples.Cleanup);
        routes
            .MapGet("/metrics", (PrometheusExporter exporter) => TypedResults.Text(exporter.Write(), PrometheusExporter.MediaType))
            .WithTags("System")
            .WithSummary("Counters, durations and gauges as Prometheus text, version 0.0.4")
            .Produces<string>(200, "text/plain")
            .WithExample(200, ResourceExamples.Metrics, "text/plain");
    }

    private static Ok<SystemResources> Resources(EngineRoom room, ServerOptions options)
    {
        var folder = new DataFolder(options.DataFolder);
        var machine = MachineResources.Detect();
        var caches = CacheUsage.Measure(folder);
        WorkerSettings settings = options.Workers;
        WorkerStatus workers = room.IsOpen
            ? room.Engine.Workers
            : WorkerStatus.InProcess with
            {
                Limit = settings.Workers,
                MemoryLimitBytes = settings.MemoryLimitBytes,
            };
        int cores = settings.Cores ?? machine.Cores;
        return TypedResults.Ok(
            new SystemResources
            {
                Cpu = new CpuResources
                {
                    Cores = machine.Cores,
                    QuotaCores = machine.QuotaCores,
                    AnalysisCores = cores,
                    Share = Math.Round((double)cores / machine.Cores, 3),
                    Niceness = settings.Niceness,
                    Load = machine.Load,
                },
                Memory = new MemoryResources
                {
                    MachineBytes = machine.MemoryBytes,
                    AvailableBytes = machine.AvailableBytes,
                    WorkerLimitBytes = settings.MemoryLimitBytes,
                    ProcessBytes = Environment.WorkingSet,
                    WorkersBytes = workers.Alive.Sum(worker => worker.ResidentBytes),
                },
                GpuReason = NoGpu,
                Disk = new DiskResources(
                    Space(folder.Path, StoreUsage.Of(folder.Path)),
                    Space(TempStore.DefaultRoot, caches.Temporary),
                    settings.DiskReserveBytes
                ),
                Caches = caches,
                Workers = workers,
            }
        );
    }

    private static FolderSpace Space(string folder, StoreUsage used)
    {
        string existing = folder;
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing)!;
        }

        var disk = new DriveInfo(existing);
        return new FolderSpace(folder, disk.TotalSize, disk.AvailableFreeSpace, used.Bytes);
    }

    private static async Task<Ok<CleanupReport>> CleanupAsync(
        EngineRoom room,
        ServerOptions options,
        CancellationToken cancellationToken,
        [Description("Only say what would be freed")] bool dry_run = false
    )
    {
        Catalogue? catalogue = null;
        string? whyClosed = null;
        try
        {
            catalogue = await room.CatalogueAsync(cancellationToken);
        }
        catch (CatalogueException exception)
        {
            whyClosed = exception.Message;
        }

        var cleanup = new Cleanup(new DataFolder(options.DataFolder));
        return TypedResults.Ok(await cleanup.RunAsync(catalogue, whyClosed, dry_run, cancellationToken));
    }
}
