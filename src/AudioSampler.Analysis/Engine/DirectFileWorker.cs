using System.Runtime.CompilerServices;
using System.Threading.Channels;
using AudioSampler.Analysis.Engine.Messages;
using AudioSampler.Audio.Decoding;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>Analyses the regions of a file in this process. Analyzers of a region run side by side as far as they don't wait for each other.</summary>
internal sealed class DirectFileWorker(OpenFile file, AnalyzerSet analyzers, ArtifactProviders providers, SemaphoreSlim slots)
    : IFileWorker,
        IDisposable
{
    private readonly DecodedAudio _audio = DecodedAudio.Open(file.StoreFolder);

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
                await RunAsync(request, message => messages.Writer.TryWrite(message), cancellationToken);
            }
            finally
            {
                messages.Writer.Complete();
            }
        }
    }

    /// <summary>The same for a caller who has to have heard a message before the work goes on.</summary>
    /// <param name="request">The region.</param>
    /// <param name="say">Takes each message, on the thread that goes on after it; calls come from several threads.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task RunAsync(AnalyzeRegion request, Action<RegionMessage> say, CancellationToken cancellationToken)
    {
        using var regionToken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var context = new RegionContext(
                file.File,
                request.Region,
                kind => RegionSignal.Of(_audio, kind, request.Region),
                providers.With(new LoudnessOfRegion(_audio)),
                analyzers,
                regionToken.Token
            )
            {
                StoreFolder = file.StoreFolder,
            };
#pragma warning disable CA2025 // All of the tasks below are awaited before the token is disposed.
            var runs = new Dictionary<string, Task>(StringComparer.Ordinal);
            foreach (AnalyzerDescriptor analyzer in analyzers.Graph.Select(request.Analyzers))
            {
                Task inputs = Task.WhenAll(analyzer.Inputs.Where(runs.ContainsKey).Select(input => runs[input]));
                runs.Add(analyzer.Name, RunOneAsync(analyzer, inputs, context, request.Region, say, cancellationToken));
            }

            await Task.WhenAll(runs.Values);
#pragma warning restore CA2025
            say(new RegionFinished(request.Region.Index));
        }
        finally
        {
            // Artifacts that nobody waits for any more stop here.
            await regionToken.CancelAsync();
        }
    }

    /// <summary>Closes the decoded file. Whoever asked for regions has heard all of them by then.</summary>
    public void Dispose() => _audio.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task RunOneAsync(
        AnalyzerDescriptor descriptor,
        Task inputs,
        RegionContext context,
        RegionDocument region,
        Action<RegionMessage> say,
        CancellationToken cancellationToken
    )
    {
        await inputs;
        RegisteredAnalyzer analyzer = analyzers.Find(descriptor.Name);
        if (region.Analyses.TryGetValue(descriptor.Name, out AnalyzerRecord? known))
        {
            context.Add(descriptor.Name, analyzer.Recall(known));
            return;
        }

        AnalyzerRun run;
        using IDisposable? turn = await analyzer.TakeTurnAsync(cancellationToken);
        await slots.WaitAsync(cancellationToken);
        try
        {
            say(new AnalyzerStarted(region.Index, descriptor.Name));
            run = await analyzer.RunAsync(descriptor, context, cancellationToken);
        }
        finally
        {
            slots.Release();
        }

        say(new AnalyzerFinished(region.Index, descriptor.Name, run.Record, run.Abandoned));
        context.Add(descriptor.Name, run);
    }
}
