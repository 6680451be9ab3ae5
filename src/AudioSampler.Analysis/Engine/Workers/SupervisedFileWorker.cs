using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using AudioSampler.Analysis.Engine.Messages;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>Analyses the regions of a file in worker processes, and goes on whatever becomes of them.</summary>
/// <remarks>
/// Analyzers run side by side, so when a worker dies it isn't known at once whose fault it was. All that were at work are suspects; each suspect is run
/// again where nothing else runs. One that dies there, in a fresh worker, is guilty and has failed; the others give the result that they would have given. Then
/// the region goes on with what is left. Nothing is decoded again: the decoded file is in the store.
/// </remarks>
internal sealed class SupervisedFileWorker(WorkerPool pool, OpenFile file) : IFileWorker
{
    // Deaths of a worker in a row while none of the region's analyzers was at work: then something other than them is wrong.
    private const int MostDeathsBetween = 3;

    private readonly SemaphoreSlim _taking = new(1);
    private WorkerProcess? _worker;

    /// <inheritdoc/>
    public async IAsyncEnumerable<RegionMessage> AnalyzeAsync(
        AnalyzeRegion request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var messages = Channel.CreateUnbounded<RegionMessage>(new UnboundedChannelOptions { SingleReader = true });
        Task work = RunToEndAsync();
        await foreach (RegionMessage message in messages.Reader.ReadAllAsync(CancellationToken.None))
        {
            yield return message;
        }

        await work;

        async Task RunToEndAsync()
        {
            try
            {
                await RunAsync(request, messages.Writer, cancellationToken);
            }
            finally
            {
                messages.Writer.Complete();
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_worker is { } worker)
        {
            pool.Return(worker);
        }

        pool.Release();
        _taking.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task RunAsync(AnalyzeRegion request, ChannelWriter<RegionMessage> messages, CancellationToken cancellationToken)
    {
        RegionDocument region = request.Region;
        for (int deathsBetween = 0; ; )
        {
            WorkerProcess worker = await WorkerAsync(cancellationToken);
            RegionConversation conversation = worker.Ask(request with { Region = region });
            var atWork = new HashSet<string>(StringComparer.Ordinal);
            await foreach (RegionMessage message in ReadAsync(worker, conversation, cancellationToken))
            {
                switch (message)
                {
                    case AnalyzerStarted started:
                        atWork.Add(started.Analyzer);
                        break;
                    case AnalyzerFinished finished:
                        atWork.Remove(finished.Analyzer);
                        region = With(region, finished);
                        break;
                    case RegionFailed failed:
                        throw new WorkerException(failed.Message);
                }

                messages.TryWrite(message);
                if (message is RegionFinished)
                {
                    return;
                }
            }

            WorkerDeath death = await worker.Death.WaitAsync(cancellationToken);
            deathsBetween = atWork.Count == 0 ? deathsBetween + 1 : 0;
            if (deathsBetween == MostDeathsBetween)
            {
                throw new WorkerException($"workers ended {deathsBetween} times while no analyzer was at work, {death.Description}");
            }

            region = await BlameAsync(request, region, atWork, death, messages, cancellationToken);
        }
    }

    /// <summary>Finds out which of the analyzers at work was guilty, and gets the results of the others.</summary>
    private async Task<RegionDocument> BlameAsync(
        AnalyzeRegion request,
        RegionDocument region,
        HashSet<string> atWork,
        WorkerDeath death,
        ChannelWriter<RegionMessage> messages,
        CancellationToken cancellationToken
    )
    {
        if (death.Cause == DeathCause.TimedOut)
        {
            // It is known who was too slow, on whatever region; the others were only in the same boat, and run again.
            return death.RegionIndex == region.Index && atWork.Contains(death.Analyzer!)
                ? Tell(Failure(region, death.Analyzer!, death, elapsedMs: null))
                : region;
        }

        foreach (AnalyzerDescriptor suspect in pool.Graph.Ordered.Where(a => atWork.Contains(a.Name)))
        {
            var alone = new AnalyzeRegion(region, [suspect.Name]);
            region = Tell(await pool.AloneAsync(file, worker => TryAsync(worker, alone, suspect, cancellationToken), cancellationToken));
        }

        return region;

        RegionDocument Tell(AnalyzerFinished finished)
        {
            messages.TryWrite(finished);
            return With(region, finished);
        }
    }

    private async Task<AnalyzerFinished> TryAsync(
        WorkerProcess worker,
        AnalyzeRegion request,
        AnalyzerDescriptor suspect,
        CancellationToken cancellationToken
    )
    {
        long start = Stopwatch.GetTimestamp();
        AnalyzerFinished? result = null;
        await foreach (RegionMessage message in ReadAsync(worker, worker.Ask(request), cancellationToken))
        {
            switch (message)
            {
                case AnalyzerFinished finished:
                    result = finished; // Heard to the end: what would come later would be taken for the next suspect's.
                    break;
                case RegionFailed failed:
                    throw new WorkerException(failed.Message);
            }
        }

        if (result is not null)
        {
            return result;
        }

        WorkerDeath death = await worker.Death.WaitAsync(cancellationToken);
        return Failure(request.Region, suspect.Name, death, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>What the worker says of a region; when the caller stops, the worker is ended, because its analyzers can't be called back.</summary>
    private static async IAsyncEnumerable<RegionMessage> ReadAsync(
        WorkerProcess worker,
        RegionConversation conversation,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using CancellationTokenRegistration stop = cancellationToken.Register(() =>
            worker.Kill(new WorkerDeath(DeathCause.Dismissed, "stopped"))
        );
        await foreach (RegionMessage message in conversation.Messages.ReadAllAsync(CancellationToken.None))
        {
            yield return message;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private AnalyzerFinished Failure(RegionDocument region, string analyzer, WorkerDeath death, long? elapsedMs)
    {
        AnalyzerDescriptor descriptor = pool.Graph[analyzer];
        string where = AnalyzerRecords.Describe(file.File, region);
        string message =
            death.Cause == DeathCause.TimedOut
                ? AnalyzerRecords.TooSlow(descriptor, descriptor.LimitFor(region.EndS - region.StartS), where)
                : AnalyzerRecords.Died(descriptor, where, death.Description);
        AnalyzerRecord record = AnalyzerRecords.Failed(
            descriptor,
            AnalyzerRecords.InputsOf(descriptor, name => region.Analyses.GetValueOrDefault(name)),
            death.Code,
            message
        );
        return new AnalyzerFinished(region.Index, analyzer, record with { ElapsedMs = elapsedMs });
    }

    /// <summary>The worker that this file has now: another one when the last is dead or has a stray analyzer in it.</summary>
    private async Task<WorkerProcess> WorkerAsync(CancellationToken cancellationToken)
    {
        await _taking.WaitAsync(cancellationToken);
        try
        {
            if (_worker is { Death.IsCompleted: false } alive && !(alive.HasStray && alive.IsQuiet))
            {
                return alive;
            }

            if (_worker is { } useless)
            {
                WorkerPool.Dismiss(useless);
                _worker = null;
            }

            return _worker = await pool.TakeAsync(file, cancellationToken);
        }
        finally
        {
            _taking.Release();
        }
    }

    private static RegionDocument With(RegionDocument region, AnalyzerFinished finished) =>
        region with
        {
            Analyses = region.Analyses.SetItem(finished.Analyzer, finished.Record),
        };
}
