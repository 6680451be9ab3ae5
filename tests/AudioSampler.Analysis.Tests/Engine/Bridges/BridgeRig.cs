using System.Collections.Immutable;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Engine.Bridges;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Engine.Bridges;

/// <summary>A bridge to a program that behaves as told, run region by region as a worker does.</summary>
internal sealed class BridgeRig : IAsyncDisposable
{
    private readonly TempFolder _store = new();
    private readonly Bridge _bridge;
    private readonly AnalyzerSet _analyzers;

    public BridgeRig(
        string behaviour,
        IResultSchema? schema = null,
        double limitSeconds = 30,
        double startSeconds = 30,
        long memoryBytes = 1 << 30,
        Func<BridgeDeclaration, BridgeDeclaration>? change = null
    )
    {
        var declaration = new BridgeDeclaration
        {
            Plugin = "script",
            Folder = Path.Combine(Repository.Root, "tests", "AudioSampler.Analysis.Tests", "Engine", "Bridges"),
            Command = ["node", "scripted-bridge.mjs", behaviour],
            Analyzers =
            [
                new BridgedAnalyzer
                {
                    Descriptor = new AnalyzerDescriptor
                    {
                        Name = "scripted",
                        Version = "1.0",
                        Description = "test",
                        Produces = "ScriptedResult",
                        ConsumesOptionally = ["other"],
                        Signals = [SignalKind.Analysis],
                        TimeLimit = TimeSpan.FromSeconds(limitSeconds),
                        TimeLimitPerAudioSecond = TimeSpan.Zero,
                        Plugin = "script",
                    },
                    Schema = schema,
                    StartLimit = TimeSpan.FromSeconds(startSeconds),
                    MemoryLimitBytes = memoryBytes,
                },
            ],
        };
        _bridge = new Bridge(change?.Invoke(declaration) ?? declaration);
        _analyzers = AnalyzerSet.Create(_bridge.Analyzers);
    }

    /// <summary>What the other analyzer is taken to have said.</summary>
    public AnalyzerRecord? Other { get; set; }

    /// <summary>Files that stand in the temporary store.</summary>
    public string[] StoredFiles => Directory.GetFiles(_store.Path);

    public string StoreFolder => _store.Path;

    public async Task<AnalyzerRecord> RunAsync(int index = 0, CancellationToken cancellationToken = default)
    {
        RegisteredAnalyzer analyzer = _analyzers.Find("scripted");
        float[] samples = [0.25f, -0.5f, 0.75f];
        var context = new RegionContext(
            new FileFacts
            {
                Name = "take.wav",
                Format = "wav",
                Codec = "pcm_s16le",
                SampleRate = 44_100,
                Channels = 1,
                DurationS = 2,
                SizeBytes = 1,
            },
            new RegionDocument
            {
                Id = $"take-r{index + 1}",
                Index = index,
                StartS = index,
                EndS = index + 1,
            },
            _ => new ArraySignal(samples, 22_050, index),
            ArtifactProviders.Empty,
            _analyzers,
            CancellationToken.None
        )
        {
            StoreFolder = _store.Path,
        };
        if (Other is { } other)
        {
            context.Add("other", new AnalyzerRun(other, null));
        }

        using IDisposable? turn = await analyzer.TakeTurnAsync(cancellationToken);
        return (await analyzer.RunAsync(_analyzers.Graph["scripted"], context, cancellationToken)).Record;
    }

    public async ValueTask DisposeAsync()
    {
        await _bridge.DisposeAsync();
        _store.Dispose();
    }
}
