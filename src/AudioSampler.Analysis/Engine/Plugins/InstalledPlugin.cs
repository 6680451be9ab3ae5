using System.Collections.Immutable;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>A plugin whose declaration makes sense.</summary>
/// <param name="Folder">Absolute path of its folder.</param>
/// <param name="Manifest">What it declares.</param>
/// <param name="Problems">What is already known to be wrong with it, or with one of its analyzers: those are listed, and give no result.</param>
public sealed record InstalledPlugin(string Folder, PluginManifest Manifest, ImmutableArray<PluginProblem> Problems)
{
    /// <summary>Its analyzers for the engine.</summary>
    public IEnumerable<AnalyzerDescriptor> Analyzers => Manifest.Analyzers.Select(a => a.Describe(Manifest.Name));

    /// <summary>What is wrong with the plugin as a whole; null when nothing is.</summary>
    internal string? Fault => Problems.FirstOrDefault(p => p.Analyzer is null)?.Message;

    /// <summary>What is wrong with one of its analyzers, or with all of them; null when nothing is.</summary>
    internal string? FaultOf(string analyzer) => Problems.FirstOrDefault(p => p.Analyzer is null || p.Analyzer == analyzer)?.Message;
}
