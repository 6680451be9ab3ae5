using System.Diagnostics.Metrics;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Jobs;
using AudioSampler.Server.Hosting;

namespace AudioSampler.Server.Metrics;

/// <summary>What can be observed of this server at any time: its queue, its workers, its memory.</summary>
internal sealed class ServerMetrics : IDisposable
{
    /// <summary>Makes the instruments.</summary>
    public ServerMetrics(EngineRoom room)
    {
        // Scoped, because a process may run several servers.
        Meter = new Meter(new MeterOptions(EngineMetrics.MeterName) { Version = EngineHost.Version, Scope = this });
        Gauge("jobs", "{job}", "Jobs by state: queued, running or paused.", () => Jobs(room));
        Gauge("workers", "{process}", "Worker processes that run.", () => [new(room.IsOpen ? room.Engine.Workers.Alive.Length : 0)]);
        Gauge(
            "worker_memory_bytes",
            "By",
            "Memory that a worker process holds, by the number of the process.",
            () => MemoryOfWorkers(room)
        );
        Gauge("process_memory_bytes", "By", "Memory that the server's own process holds.", () => [new(Environment.WorkingSet)]);
        Gauge(
            "uptime_seconds",
            "s",
            "Time since the server's start.",
            () => [new((long)(DateTimeOffset.UtcNow - room.StartedAt).TotalSeconds)]
        );
    }

    /// <summary>The meter of this server.</summary>
    public Meter Meter { get; }

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    private void Gauge(string name, string unit, string description, Func<IEnumerable<Measurement<long>>> observe) =>
        Meter.CreateObservableGauge(EngineMetrics.Prefix + name, observe, unit, description);

    private static IEnumerable<Measurement<long>> Jobs(EngineRoom room) =>
        room.CatalogueIfOpen is { Jobs: { } jobs }
            ?
            [
                new(jobs.Count(JobState.Queued), new KeyValuePair<string, object?>("state", "queued")),
                new(jobs.Count(JobState.Running), new KeyValuePair<string, object?>("state", "running")),
                new(jobs.Count(JobState.Paused), new KeyValuePair<string, object?>("state", "paused")),
            ]
            : [];

    private static IEnumerable<Measurement<long>> MemoryOfWorkers(EngineRoom room) =>
        room.IsOpen
            ?
            [
                .. room.Engine.Workers.Alive.Select(worker => new Measurement<long>(
                    worker.ResidentBytes,
                    new KeyValuePair<string, object?>("process", worker.ProcessId)
                )),
            ]
            : [];
}
