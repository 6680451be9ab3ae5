using System.Collections.Immutable;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>Makes the analyzers of plugins of one kind, in the process where they are to run.</summary>
internal interface IPluginFactory
{
    /// <summary>Makes analyzers. Code of the plugin may run here, and may do whatever it likes to this process.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="analyzers">Those of its analyzers that are wanted, as they are declared.</param>
    /// <param name="graph">All analyzers.</param>
    /// <returns>One for each that is wanted, in the same order; a <see cref="BrokenAnalyzer"/> where it can't be made.</returns>
    IReadOnlyList<RegisteredAnalyzer> Make(InstalledPlugin plugin, ImmutableArray<AnalyzerDescriptor> analyzers, AnalyzerGraph graph);
}
