using System.Collections.Immutable;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Engine.Plugins;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Engine.Bridges;

/// <summary>A bridge that comes with the project, loaded by its <c>plugin.json</c> as a worker loads it, and asked about samples in memory.</summary>
internal sealed class InstalledBridge : IAsyncDisposable
{
    private readonly TempFolder _store = new();
    private readonly AnalyzerSet _analyzers;

    /// <summary>Loads the plugins of a folder of the repository.</summary>
    public InstalledBridge(string plugins)
    {
        string folder = Path.Combine(Repository.Root, plugins);
        var catalog = PluginCatalog.Read(folder);

        // Assemblies beside the bridge have to be built before they are plugins.
        Assert.DoesNotContain(catalog.Problems, p => Directory.GetFiles(Path.Combine(folder, p.Plugin), "*.csproj").Length == 0);
        var request = new PluginRequest(folder, [.. catalog.Analyzers], ImmutableSortedDictionary<string, string>.Empty);
        _analyzers = LoadedAnalyzers.Load(new AnalysisOptions(), request, _ => { }).Analyzers;
    }

    public async Task<AnalyzerRecord> RunAsync(string analyzer, float[] samples, int sampleRate, double startSeconds = 0)
    {
        var facts = new ArrayRegionContext(samples, sampleRate, startSeconds);
        var region = new RegionDocument
        {
            Id = "test-r1",
            Index = 0,
            StartS = startSeconds,
            EndS = facts.EndSeconds,
        };
        var context = new RegionContext(
            facts.File,
            region,
            _ => new ArraySignal(samples, sampleRate, startSeconds),
            ArtifactProviders.Empty,
            _analyzers,
            TestContext.Current.CancellationToken
        )
        {
            StoreFolder = _store.Path,
        };
        RegisteredAnalyzer found = _analyzers.Find(analyzer);
        using IDisposable? turn = await found.TakeTurnAsync(TestContext.Current.CancellationToken);
        return (await found.RunAsync(_analyzers.Graph[analyzer], context, TestContext.Current.CancellationToken)).Record;
    }

    public async ValueTask DisposeAsync()
    {
        await _analyzers.CloseAsync();
        _store.Dispose();
    }
}
