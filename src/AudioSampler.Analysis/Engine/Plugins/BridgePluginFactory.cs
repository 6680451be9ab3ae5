using System.Collections.Immutable;
using AudioSampler.Analysis.Engine.Bridges;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>Makes the analyzers of a bridge. Its program is started when the first region needs it.</summary>
internal sealed class BridgePluginFactory : IPluginFactory
{
    private const long Megabyte = 1 << 20;

    /// <inheritdoc/>
    public IReadOnlyList<RegisteredAnalyzer> Make(InstalledPlugin plugin, ImmutableArray<AnalyzerDescriptor> analyzers, AnalyzerGraph graph)
    {
        var broken = new List<BrokenAnalyzer>();
        var sound = ImmutableArray.CreateBuilder<BridgedAnalyzer>();
        foreach (AnalyzerDescriptor analyzer in analyzers)
        {
            try
            {
                sound.Add(Bridged(plugin, analyzer));
            }
            catch (InvalidDataException exception)
            {
                broken.Add(new BrokenAnalyzer(analyzer, exception.Message));
            }
        }

        if (sound.Count == 0)
        {
            return broken;
        }

#pragma warning disable CA2000 // Its analyzers close it.
        var bridge = new Bridge(Declaration(plugin, sound.ToImmutable()));
#pragma warning restore CA2000
        return [.. bridge.Analyzers, .. broken];
    }

    private static BridgeDeclaration Declaration(InstalledPlugin plugin, ImmutableArray<BridgedAnalyzer> analyzers) =>
        new()
        {
            Plugin = plugin.Manifest.Name,
            Folder = plugin.Folder,
            Command = plugin.Manifest.Command!.Value,
            Requires = [.. plugin.Manifest.Requires.Select(r => new BridgeRequirement(r.Path, r.Remedy))],
            Analyzers = analyzers,
        };

    private static BridgedAnalyzer Bridged(InstalledPlugin plugin, AnalyzerDescriptor analyzer)
    {
        DeclaredLimits limits = plugin.Manifest.Analyzers.First(a => a.Name == analyzer.Name).Limits;
        return new BridgedAnalyzer
        {
            Descriptor = analyzer,
            Schema = SchemaFile.Open(plugin, analyzer.Name),
            MemoryLimitBytes = limits.MemoryMb * Megabyte,
            StartLimit = TimeSpan.FromSeconds(limits.StartS),
        };
    }
}
