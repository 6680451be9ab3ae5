using AudioSampler.Analysis.Analyzers;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Engine.Messages;
using AudioSampler.Analysis.Engine.Plugins;
using AudioSampler.Inference.Store;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>What a worker does between its first request and its end: one file at a time, the regions of it as they are asked for.</summary>
internal sealed class WorkerSession : IAsyncDisposable
{
    private readonly AnalyzerSet _analyzers;
    private readonly SemaphoreSlim _slots;
    private readonly Action<WorkerMessage> _say;
    private readonly TaggerSource _tagger;
    private readonly ArtifactProviders _providers;
    private DirectFileWorker? _file;
    private string? _fault;

    private WorkerSession(AnalyzerSet analyzers, ModelFile model, int parallelism, Action<WorkerMessage> say)
    {
        _tagger = new TaggerSource(model, parallelism);
        _providers = CoreAnalyzers.Artifacts(_tagger);
        _analyzers = analyzers;
        _slots = new SemaphoreSlim(parallelism);
        _say = say;
    }

    /// <summary>Loads what is needed and says that it is ready.</summary>
    /// <param name="hello">How to work.</param>
    /// <param name="say">Tells the host; calls come from several threads.</param>
    public static WorkerSession Begin(Hello hello, Action<WorkerMessage> say)
    {
        var request = new PluginRequest(hello.PluginFolder, hello.PluginAnalyzers, hello.WithoutPlugins);
        var loaded = LoadedAnalyzers.Load(hello.Options, request, plugin => say(new LoadingPlugin(plugin)));
        var session = new WorkerSession(loaded.Analyzers, hello.Model, hello.Parallelism, say);
        say(new WorkerReady(WorkerProtocol.Version, loaded.Problems));
        session._tagger.Prepare();
        return session;
    }

    /// <summary>Begins what is asked for; regions are analysed in the background.</summary>
    public void Handle(WorkerRequest request)
    {
        switch (request)
        {
            case OpenFile open:
                Open(open);
                break;
            case AnalyzeRegion analyze:
                _ = Task.Run(() => AnalyzeAsync(analyze));
                break;
            case CloseFile:
                Close();
                break;
            default:
                throw new InvalidDataException($"{request.GetType().Name} is no request after the first");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _analyzers.CloseAsync();
        Close();
        _tagger.Dispose();
        _slots.Dispose();
    }

    private void Open(OpenFile open)
    {
        Close();
        try
        {
            _file = new DirectFileWorker(open, _analyzers, _providers, _slots);
            _fault = null;
        }
#pragma warning disable CA1031 // The store's reasons are the host's to tell: they are passed on with each region of the file.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _fault = exception.Message.ReplaceLineEndings(" ");
        }
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    private async Task AnalyzeAsync(AnalyzeRegion request)
    {
        try
        {
            if (_file is { } file)
            {
                await file.RunAsync(request, _say, CancellationToken.None);
            }
            else
            {
                _say(new RegionFailed(request.Region.Index, _fault ?? "no file is open"));
            }
        }
#pragma warning disable CA1031 // Analyzers have a wall of their own: this is a fault of the loop around them, which the host has to hear of.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _say(new RegionFailed(request.Region.Index, $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}"));
        }
    }
}
