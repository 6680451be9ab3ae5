using AudioSampler.Analysis;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog;

namespace AudioSampler.Server.Hosting;

/// <summary>Opens the catalogue and the engine behind the server's start, so that it answers at once; whoever needs them waits here.</summary>
internal sealed class EngineRoom(ServerOptions options, ILogger<EngineRoom> logger) : BackgroundService
{
    private static readonly TimeSpan s_summarySlice = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<Catalogue> _catalogue = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<EngineHost> _engine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When the server was started.</summary>
    public DateTimeOffset StartedAt { get; } = DateTimeOffset.UtcNow;

    /// <summary>Whether catalogue and engine are there.</summary>
    public bool IsOpen => _engine.Task.IsCompletedSuccessfully;

    /// <summary>The engine, once it is there.</summary>
    /// <exception cref="InvalidOperationException">It isn't yet.</exception>
    public EngineHost Engine =>
        IsOpen ? _engine.Task.GetAwaiter().GetResult() : throw new InvalidOperationException("the engine is not open yet");

    /// <summary>The catalogue, once it is there; null before.</summary>
    public Catalogue? CatalogueIfOpen => _catalogue.Task.IsCompletedSuccessfully ? _catalogue.Task.GetAwaiter().GetResult() : null;

    /// <summary>Why catalogue or engine can't be opened; null when they can.</summary>
    public string? Failure => _engine.Task.Exception?.InnerException?.Message;

    /// <summary>The catalogue, as soon as it is open.</summary>
    public Task<Catalogue> CatalogueAsync(CancellationToken cancellationToken) => _catalogue.Task.WaitAsync(cancellationToken);

    /// <summary>The engine, as soon as the catalogue is open.</summary>
    public Task<EngineHost> EngineAsync(CancellationToken cancellationToken) => _engine.Task.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_engine.Task.IsCompletedSuccessfully)
        {
            await (await _engine.Task).DisposeAsync();
        }

        if (_catalogue.Task.IsCompletedSuccessfully)
        {
            await (await _catalogue.Task).DisposeAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Yield();
            Catalogue catalogue = await Catalogue.OpenAsync(new DataFolder(options.DataFolder), stoppingToken);
            foreach (string root in options.Roots)
            {
                await catalogue.AddRootAsync(root, stoppingToken);
            }

            _catalogue.SetResult(catalogue);
#pragma warning disable CA2000 // Disposed in StopAsync, when the last job has ended.
            _engine.SetResult(EngineHost.Create(new AnalysisOptions(), options.Workers, catalogue, Warn));
#pragma warning restore CA2000
            await RenewSummariesAsync(catalogue, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _catalogue.TrySetCanceled(stoppingToken);
            _engine.TrySetCanceled(stoppingToken);
        }
#pragma warning disable CA1031 // Whoever waits gets the exception; the server stays up and /health says what is wrong.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "The catalogue in {DataFolder} can't be opened", options.DataFolder);
            _catalogue.TrySetException(exception);
            _engine.TrySetException(exception);
        }
    }

    /// <summary>After an update of the program, searches of old results get better bit by bit, beside all else.</summary>
    private async Task RenewSummariesAsync(Catalogue catalogue, CancellationToken stoppingToken)
    {
        try
        {
            while (!await catalogue.RenewSummariesAsync(s_summarySlice, stoppingToken))
            {
                await Task.Delay(s_summarySlice, stoppingToken);
            }
        }
        catch (CatalogueException e)
        {
            logger.LogError(e, "Summaries of older results can't be made anew; searches find them by what is there");
        }
    }

    private void Warn(PluginProblem problem) => logger.LogWarning("{PluginProblem}", problem);
}
