using System.Collections.Immutable;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using AudioSampler.Catalog;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Jobs;
using AudioSampler.Server.Json;
using AudioSampler.Server.Models;

namespace AudioSampler.Server.Events;

/// <summary>
/// One stream of events for all who listen: progress of jobs and changes of the catalogue, whichever program makes them, and downloads of networks. While somebody listens, it looks at the
/// catalogue twice a second; the newest thousand events are kept, so that a listener whose line broke misses none.
/// </summary>
internal sealed class EventHub(EngineRoom room, JobQueue jobs, IHostApplicationLifetime lifetime, ILogger<EventHub> logger)
    : BackgroundService
{
    private const int Kept = 1000;
    private const int JobsWatched = 50;
    private const int MostWaiting = 2000;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(15);

    private readonly Lock _guard = new();
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private readonly SemaphoreSlim _looking = new(1);
    private readonly Queue<ServerEvent> _kept = new();
    private readonly Dictionary<long, string> _seen = [];
    private ImmutableArray<ChannelWriter<ServerEvent>> _listeners = [];
    private CatalogueState? _state;
    private long _number;

    /// <summary>Listens, from after an event on.</summary>
    /// <param name="lastEventId">Id of the last event that was heard; null to begin with the next.</param>
    /// <param name="jobId">The job of which alone something is to be heard; null for everything.</param>
    /// <param name="cancellationToken">Ends listening.</param>
    public async IAsyncEnumerable<SseItem<string>> ListenAsync(
        string? lastEventId,
        long? jobId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var channel = Channel.CreateBounded<ServerEvent>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
        );
        if (room.CatalogueIfOpen is { } catalogue)
        {
            // While nobody listened nobody looked: what happened since is an event too, for whoever comes back and asks what was missed.
            await LookAsync(catalogue, cancellationToken);
        }

        (List<ServerEvent> missed, bool whole, long now) = Enter(channel.Writer, lastEventId);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            // The first thing that a listener hears says that it is connected, and from where on it hears; or, when what it missed is not all here any more, that it
            // should ask for everything again.
            yield return new SseItem<string>("{}", whole ? "hello" : "reset")
            {
                EventId = Id(missed.Count > 0 ? missed[0].Number - 1 : now),
            };

            foreach (ServerEvent happened in missed.Where(e => Concerns(e, jobId)))
            {
                yield return Item(happened);
            }

            while (!end.IsCancellationRequested)
            {
                ServerEvent? next = await NextAsync(channel.Reader, end.Token);
                if (end.IsCancellationRequested)
                {
                    break;
                }

                if (next is null)
                {
                    yield return new SseItem<string>("{}", "heartbeat");
                }
                else if (Concerns(next, jobId))
                {
                    yield return Item(next);
                }
            }
        }
        finally
        {
            Leave(channel.Writer);
        }
    }

    /// <summary>Tells all who listen how far the download of a network is.</summary>
    public void Tell(ModelFetch fetch) => Publish("model", null, JsonSerializer.Serialize(fetch, ServerJson.Default.ModelFetch));

    /// <inheritdoc/>
    public override void Dispose()
    {
        _looking.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(s_look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_listeners.IsEmpty || room.CatalogueIfOpen is not { } catalogue)
            {
                continue;
            }

            try
            {
                await LookAsync(catalogue, stoppingToken);
            }
            catch (CatalogueException e)
            {
                logger.LogWarning(e, "The catalogue can't be watched");
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task LookAsync(Catalogue catalogue, CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        try
        {
            await PublishChangesAsync(catalogue, cancellationToken);
        }
        finally
        {
            _looking.Release();
        }
    }

    private async Task PublishChangesAsync(Catalogue catalogue, CancellationToken cancellationToken)
    {
        (IReadOnlyList<JobStatus> newest, _) = await jobs.ListAsync(1, JobsWatched, state: null, cancellationToken);
        bool first = _state is null;
        foreach (JobStatus job in newest.Reverse())
        {
            string json = JsonSerializer.Serialize(job, ServerJson.Default.JobStatus);
            if (_seen.TryGetValue(job.Id, out string? before) && before == json)
            {
                continue;
            }

            _seen[job.Id] = json;
            if (!first || job.EndedAt is null)
            {
                Publish("job", job.Id, json);
            }
        }

        foreach (long gone in _seen.Keys.Except(newest.Select(job => job.Id)).ToList())
        {
            _seen.Remove(gone);
        }

        CatalogueState now = await catalogue.StateAsync(cancellationToken);
        if (_state is { } old && old != now)
        {
            var change = new CatalogueChange(old.Results != now.Results, old.Marks != now.Marks);
            Publish("catalogue", null, JsonSerializer.Serialize(change, ServerJson.Default.CatalogueChange));
        }

        _state = now;
    }

    private void Publish(string type, long? jobId, string json)
    {
        lock (_guard)
        {
            var happened = new ServerEvent(++_number, type, jobId, json);
            _kept.Enqueue(happened);
            if (_kept.Count > Kept)
            {
                _kept.Dequeue();
            }

            foreach (ChannelWriter<ServerEvent> listener in _listeners)
            {
                listener.TryWrite(happened);
            }
        }
    }

    private (List<ServerEvent> Missed, bool Whole, long Now) Enter(ChannelWriter<ServerEvent> listener, string? lastEventId)
    {
        lock (_guard)
        {
            _listeners = _listeners.Add(listener);
            if (lastEventId is null)
            {
                return ([], true, _number);
            }

            string[] parts = lastEventId.Split('-');
            bool ofThisRun = parts.Length == 2 && parts[0] == _run;
            if (!ofThisRun || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long last) || last > _number)
            {
                return ([], false, _number);
            }

            return (
                [.. _kept.Where(e => e.Number > last)],
                last == _number || (_kept.Count > 0 && _kept.Peek().Number <= last + 1),
                _number
            );
        }
    }

    private void Leave(ChannelWriter<ServerEvent> listener)
    {
        lock (_guard)
        {
            _listeners = _listeners.Remove(listener);
        }
    }

    /// <summary>The next event; null when it is time for a sign of life, or listening ends.</summary>
    private static async Task<ServerEvent?> NextAsync(ChannelReader<ServerEvent> reader, CancellationToken end)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(end);
        patience.CancelAfter(s_heartbeat);
        try
        {
            return await reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return null;
        }
    }

    private static bool Concerns(ServerEvent happened, long? jobId) => jobId is null || happened.JobId == jobId;

    private SseItem<string> Item(ServerEvent happened) => new(happened.Json, happened.Type) { EventId = Id(happened.Number) };

    private string Id(long number) => string.Create(CultureInfo.InvariantCulture, $"{_run}-{number}");
}
