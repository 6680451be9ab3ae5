using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using AudioSampler.Analysis.Engine.Messages;
using AudioSampler.Audio.Decoding;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>Analyses regions in this process. Analyzers of a region run side by side as far as they don't wait for each other.</summary>
/// <param name="graph">All analyzers.</param>
/// <param name="providers">Makers of artifacts.</param>
/// <param name="parallelism">Largest number of analyzers at work at once, over all regions; at least 1.</param>
public sealed class DirectRegionWorker(AnalyzerGraph graph, ArtifactProviders providers, int parallelism) : IRegionWorker, IDisposable
{
    private readonly SemaphoreSlim _slots = new(parallelism);
    private readonly ConcurrentDictionary<string, AnalyzerHealth> _health = new(StringComparer.Ordinal);

    /// <summary>How an analyzer went so far; null before its first run.</summary>
    public AnalyzerHealth? Health(string analyzer) => _health.GetValueOrDefault(analyzer);

    /// <inheritdoc/>
    public async IAsyncEnumerable<WorkerMessage> AnalyzeAsync(
        StartRegion start,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var messages = Channel.CreateUnbounded<WorkerMessage>(new UnboundedChannelOptions { SingleReader = true });
        Task work = RunAsync(start, messages.Writer, cancellationToken);
        await foreach (WorkerMessage message in messages.Reader.ReadAllAsync(CancellationToken.None))
        {
            yield return message;
        }

        await work;
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private async Task RunAsync(StartRegion start, ChannelWriter<WorkerMessage> messages, CancellationToken cancellationToken)
    {
        using var regionToken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await using DecodedAudio audio = DecodedAudio.Open(start.StoreFolder);
#pragma warning disable CA2025 // All of the tasks below are awaited before the recording is closed.
            var context = new RegionContext(
                start.File,
                start.Region,
                kind => RegionSignal.Of(audio, kind, start.Region),
                providers.With(new LoudnessOfRegion(audio)),
                graph,
                regionToken.Token
            );
            ImmutableArray<RegisteredAnalyzer> analyzers = graph.Select(start.Analyzers);
            var runs = new Dictionary<Type, Task>();
            foreach (RegisteredAnalyzer analyzer in analyzers)
            {
                Task inputs = Task.WhenAll(analyzer.Info.Consumes.Select(input => runs[input]));
                runs.Add(analyzer.Info.Produces, RunOneAsync(analyzer, inputs, context, start.Region, messages, cancellationToken));
            }

            await Task.WhenAll(runs.Values);
#pragma warning restore CA2025
            messages.TryWrite(new RegionFinished(start.Region.Index));
        }
        finally
        {
            // Artifacts that nobody waits for any more stop here.
            await regionToken.CancelAsync();
            messages.Complete();
        }
    }

    private async Task RunOneAsync(
        RegisteredAnalyzer analyzer,
        Task inputs,
        RegionContext context,
        RegionDocument region,
        ChannelWriter<WorkerMessage> messages,
        CancellationToken cancellationToken
    )
    {
        await inputs;
        AnalyzerRun run;
        if (region.Analyses.TryGetValue(analyzer.Info.Name, out AnalyzerRecord? known))
        {
            run = analyzer.Recall(known);
        }
        else
        {
            await _slots.WaitAsync(cancellationToken);
            try
            {
                messages.TryWrite(new AnalyzerStarted(region.Index, analyzer.Info.Name));
                run = await analyzer.RunAsync(context, cancellationToken);
            }
            finally
            {
                _slots.Release();
            }

            bool failed = run.Record.Status == OutcomeStatus.Failed;
            double elapsedMs = run.Record.ElapsedMs ?? 0;
            _health.AddOrUpdate(
                analyzer.Info.Name,
                _ => new AnalyzerHealth(0, 0, 0, false).With(failed, elapsedMs),
                (_, health) => health.With(failed, elapsedMs)
            );
            messages.TryWrite(new AnalyzerFinished(region.Index, analyzer.Info.Name, run.Record));
        }

        context.Add(analyzer.Info.Produces, run.Outcome);
    }
}
