using System.Collections.Immutable;
using AudioSampler.Inference.Store;

namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>The first request: how the worker is to work.</summary>
public sealed record Hello : WorkerRequest
{
    /// <summary>Version of the protocol that the host speaks.</summary>
    public required int Protocol { get; init; }

    /// <summary>Options of the analyzers.</summary>
    public required AnalysisOptions Options { get; init; }

    /// <summary>The tagging network.</summary>
    public required ModelFile Model { get; init; }

    /// <summary>Folder of the plugins; null for none.</summary>
    public string? PluginFolder { get; init; }

    /// <summary>The analyzers of plugins that the host knows, as they were declared when it started.</summary>
    public ImmutableArray<AnalyzerDescriptor> PluginAnalyzers { get; init; } = [];

    /// <summary>Names of plugins that are not to be loaded, and why.</summary>
    public ImmutableSortedDictionary<string, string> WithoutPlugins { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Largest number of analyzers at work at once, at least 1.</summary>
    public required int Parallelism { get; init; }
}
