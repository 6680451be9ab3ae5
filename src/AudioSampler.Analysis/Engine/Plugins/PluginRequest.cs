using System.Collections.Immutable;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>Which analyzers of plugins a process is to load.</summary>
/// <param name="Folder">Folder of the plugins; null for none.</param>
/// <param name="Analyzers">The analyzers wanted, as they were declared when the graph was made.</param>
/// <param name="Without">Names of plugins that are not to be loaded, and why: their analyzers give that reason.</param>
internal sealed record PluginRequest(
    string? Folder,
    ImmutableArray<AnalyzerDescriptor> Analyzers,
    ImmutableSortedDictionary<string, string> Without
);
