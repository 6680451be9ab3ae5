using AudioSampler.Analysis;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog;

namespace AudioSampler.Server.Hosting;

/// <summary>Opens the catalogue and the engine behind the server's start, so that it answers at once; whoever needs them waits here.</summary>
internal sealed class EngineRoom(ServerOptions options, ILogger<EngineRoom> logger) : BackgroundService
{
    private static readonly TimeSpan s_summarySlice = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_tryAgain = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource<Catalogue> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource<Catalogue> _catalogue = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource _engine = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _uses = new();
    private readonly Dictionary<EngineHost, int> _engines = [];
    private readonly SemaphoreSlim _changing = new(1);
#pragma warning disable CA2213 // It is one of the engines, which StopAsync disposes.
    private volatile EngineHost? _current;
#pragma warning restore CA2213

    /// <summary>When the server was started.</summary>
    public DateTimeOffset StartedAt { get; } = DateTimeOffset.UtcNow;

    /// <summary>Whether catalogue and engine are there.</summary>
    public bool IsOpen => _engine.Task.IsCompletedSuccessfully;

    /// <summary>The engine, once it is there.</summary>
    /// <exception cref="InvalidOperationException">It isn't yet.</exception>
    public EngineHost Engine => _current ?? throw new InvalidOperationException("the engine is not open yet");

    /// <summary>The catalogue, once it is there; null before.</summary>
    public Catalogue? CatalogueIfOpen => _catalogue.Task.IsCompletedSuccessfully ? _catalogue.Task.GetAwaiter().GetResult() : null;

    /// <summary>Why catalogue or engine can't be opened; null when they can.</summary>
    public string? Failure => _engine.Task.Exception?.InnerException?.Message;

    /// <summary>The catalogue, as soon as it is open; while it can't be opened, the reason is thrown.</summary>
    public Task<Catalogue> CatalogueAsync(CancellationToken cancellationToken) => _catalogue.Task.WaitAsync(cancellationToken);

    /// <summary>The catalogue, as soon as it is open, however long that takes: a restore makes one that was damaged whole.</summary>
    public Task<Catalogue> OpenedAsync(CancellationToken cancellationToken) => _opened.Task.WaitAsync(cancellationToken);

    /// <summary>The engine, as soon as the catalogue is open. Whoever analyses with it takes it by <see cref="UseAsync"/>.</summary>
    public async Task<EngineHost> EngineAsync(CancellationToken cancellationToken)
    {
        await _engine.Task.WaitAsync(cancellationToken);
        return Engine;
    }

    /// <summary>The engine, kept until the use ends, even if other options make another one the engine meanwhile.</summary>
    public async Task<EngineUse> UseAsync(CancellationToken cancellationToken)
    {
        await _engine.Task.WaitAsync(cancellationToken);
        lock (_uses)
        {
            _engines[Engine]++;
            return new EngineUse(this, Engine);
        }
    }

    /// <summary>Keeps options for all analyses to come: the next job has them, one at work ends with those that it began with.</summary>
    /// <param name="change">Makes the new options of the old ones.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The new options.</returns>
    /// <exception cref="ArgumentException">They make no sense; the message lists all that is wrong.</exception>
    /// <exception cref="CatalogueException">The catalogue can't be written.</exception>
    public async Task<AnalysisOptions> ChangeAsync(Func<AnalysisOptions, AnalysisOptions> change, CancellationToken cancellationToken)
    {
        await _engine.Task.WaitAsync(cancellationToken);
        Catalogue catalogue = await CatalogueAsync(cancellationToken);
        await _changing.WaitAsync(cancellationToken);
        try
        {
            AnalysisOptions before = catalogue.AnalysisOptions();
            AnalysisOptions now = change(before);
            if (now == before)
            {
                return now;
            }

            await catalogue.SaveAnalysisOptionsAsync(now, cancellationToken);
            EngineHost old = Engine;
            Install(now, catalogue);
            await NoteOptionsAsync(catalogue, CancellationToken.None); // The new engine is there: whoever gives up now must not keep the old one from its end.
            await EndUseAsync(old, uses: 0);
            return now;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>A use of an engine ends.</summary>
    internal ValueTask EndUseAsync(EngineHost engine) => EndUseAsync(engine, uses: 1);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _changing.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        EngineHost[] engines;
        lock (_uses)
        {
            engines = [.. _engines.Keys];
            _engines.Clear();
        }

        foreach (EngineHost engine in engines)
        {
            await engine.DisposeAsync();
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
            Catalogue catalogue = await OpenAsync(stoppingToken);
            _catalogue.SetResult(catalogue);
            _opened.SetResult(catalogue);
            Install(catalogue.AnalysisOptions(), catalogue);
            _engine.SetResult();
            await NoteOptionsAsync(catalogue, stoppingToken);
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
            logger.LogError(exception, "The engine can't be made");
            _engine.TrySetException(exception);
        }
    }

    /// <summary>Opens the catalogue; where that fails, it is tried again and again, and whoever asks meanwhile hears why.</summary>
    private async Task<Catalogue> OpenAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                Catalogue catalogue = await OpenOnceAsync(stoppingToken);
                if (Failure is not null)
                {
                    _catalogue = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    _engine = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    logger.LogInformation("The catalogue in {DataFolder} is open now", options.DataFolder);
                }

                return catalogue;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                throw;
            }
#pragma warning disable CA1031 // Whoever waits gets the exception; the server stays up and /health says what is wrong.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Fail(exception);
            }

            await Task.Delay(s_tryAgain, stoppingToken);
        }
    }

    private async Task<Catalogue> OpenOnceAsync(CancellationToken stoppingToken)
    {
        Catalogue catalogue = await Catalogue.OpenAsync(new DataFolder(options.DataFolder), stoppingToken);
        try
        {
            foreach (string root in options.Roots)
            {
                await catalogue.AddRootAsync(root, stoppingToken);
            }

            return catalogue;
        }
        catch
        {
            await catalogue.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells whoever waits; the log has each reason once.</summary>
    private void Fail(Exception exception)
    {
        if (Failure != exception.Message)
        {
            logger.LogError(exception, "The catalogue in {DataFolder} can't be opened; it is tried again", options.DataFolder);
            TaskCompletionSource<Catalogue> catalogue = new(TaskCreationOptions.RunContinuationsAsynchronously);
            TaskCompletionSource engine = new(TaskCreationOptions.RunContinuationsAsynchronously);
            catalogue.SetException(exception);
            engine.SetException(exception);
            _catalogue.TrySetException(exception);
            _engine.TrySetException(exception);
            _catalogue = catalogue;
            _engine = engine;
        }
    }

    /// <summary>What was made with other options is stale from now on.</summary>
    private async Task NoteOptionsAsync(Catalogue catalogue, CancellationToken cancellationToken)
    {
        try
        {
            await catalogue.NoteOptionsAsync(Engine.Options, cancellationToken);
        }
        catch (CatalogueException e)
        {
            logger.LogError(e, "The options of the analysis can't be noted; is:stale does not look at them");
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

    private void Install(AnalysisOptions analysis, Catalogue catalogue)
    {
        var engine = EngineHost.Create(analysis, options.Workers, catalogue, Warn, before: _current);
        lock (_uses)
        {
            _engines.Add(engine, 0);
            _current = engine;
        }
    }

    /// <summary>An engine that is not the engine any more ends with its last use.</summary>
    private async ValueTask EndUseAsync(EngineHost engine, int uses)
    {
        lock (_uses)
        {
            if (!_engines.TryGetValue(engine, out int now))
            {
                return; // All have ended, with the server.
            }

            _engines[engine] = now - uses;
            if (_engines[engine] > 0 || engine == _current)
            {
                return;
            }

            _engines.Remove(engine);
        }

        await engine.DisposeAsync();
    }

    private void Warn(PluginProblem problem) => logger.LogWarning("{PluginProblem}", problem);
}
