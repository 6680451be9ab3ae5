using System.Collections.Immutable;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>Loads plugins into this process: a worker, or the host itself when it is debugged.</summary>
internal static class PluginLoader
{
    /// <summary>What makes the analyzers of each kind of plugin.</summary>
    private static readonly ImmutableDictionary<PluginKind, IPluginFactory> s_factories = ImmutableDictionary<PluginKind, IPluginFactory>
        .Empty.Add(PluginKind.Assembly, new AssemblyPluginFactory())
        .Add(PluginKind.Bridge, new BridgePluginFactory());

    /// <summary>Makes all that is wanted. What can't be made is broken, with the reason, and all others stand.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="graph">All analyzers.</param>
    /// <param name="loading">Told the name of each plugin before any code of it is loaded.</param>
    public static ImmutableArray<RegisteredAnalyzer> Load(PluginRequest request, AnalyzerGraph graph, Action<string> loading)
    {
        if (request.Analyzers.IsEmpty)
        {
            return [];
        }

        var catalog = PluginCatalog.Read(request.Folder);
        var loaded = ImmutableArray.CreateBuilder<RegisteredAnalyzer>();
        foreach (IGrouping<string, AnalyzerDescriptor> wanted in request.Analyzers.GroupBy(a => a.Plugin!, StringComparer.Ordinal))
        {
            InstalledPlugin? plugin = catalog.Plugins.FirstOrDefault(p => p.Manifest.Name == wanted.Key);
            string? fault =
                request.Without.GetValueOrDefault(wanted.Key)
                ?? (plugin is null ? "its folder is gone, or its plugin.json was changed: start the program again" : plugin.Fault);
            loaded.AddRange(fault is null ? Load(plugin!, [.. wanted], graph, loading) : wanted.Select(a => new BrokenAnalyzer(a, fault)));
        }

        return loaded.ToImmutable();
    }

    /// <summary>What is wrong with analyzers that were loaded: one problem for a plugin that is broken as a whole.</summary>
    public static ImmutableArray<PluginProblem> ProblemsOf(ImmutableArray<RegisteredAnalyzer> loaded, PluginRequest request)
    {
        var reasons = loaded.Where(a => a.Problem is not null).ToDictionary(a => a.Name, a => a.Problem!, StringComparer.Ordinal);
        return
        [
            .. request
                .Analyzers.GroupBy(a => a.Plugin!, StringComparer.Ordinal)
                .SelectMany(plugin =>
                {
                    string?[] distinct = [.. plugin.Select(a => reasons.GetValueOrDefault(a.Name)).Distinct(StringComparer.Ordinal)];
                    return distinct is [{ } common]
                        ? [new PluginProblem(plugin.Key, null, common)]
                        : plugin
                            .Where(a => reasons.ContainsKey(a.Name))
                            .Select(a => new PluginProblem(plugin.Key, a.Name, reasons[a.Name]));
                }),
        ];
    }

    private static IEnumerable<RegisteredAnalyzer> Load(
        InstalledPlugin plugin,
        ImmutableArray<AnalyzerDescriptor> wanted,
        AnalyzerGraph graph,
        Action<string> loading
    )
    {
        ImmutableArray<AnalyzerDescriptor> sound = [.. wanted.Where(a => FaultOf(plugin, a) is null)];
        IReadOnlyList<RegisteredAnalyzer> made = sound.IsEmpty ? [] : Make(plugin, sound, graph, loading);
        return [.. made, .. wanted.Except(sound).Select(a => new BrokenAnalyzer(a, FaultOf(plugin, a)!))];
    }

    private static IReadOnlyList<RegisteredAnalyzer> Make(
        InstalledPlugin plugin,
        ImmutableArray<AnalyzerDescriptor> wanted,
        AnalyzerGraph graph,
        Action<string> loading
    )
    {
        if (!s_factories.TryGetValue(plugin.Manifest.Kind, out IPluginFactory? factory))
        {
            return
            [
                .. wanted.Select(a => new BrokenAnalyzer(a, $"this version of the program runs no plugins of kind {plugin.Manifest.Kind}")),
            ];
        }

        loading(plugin.Manifest.Name);
        try
        {
            return factory.Make(plugin, wanted, graph);
        }
#pragma warning disable CA1031 // A wall: whatever the code of a plugin does while it is loaded, the others are loaded all the same.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            string reason = $"it can't be loaded ({RegisteredAnalyzer.OneLine(exception)}): update it, or remove its folder";
            return [.. wanted.Select(a => new BrokenAnalyzer(a, reason))];
        }
    }

    private static string? FaultOf(InstalledPlugin plugin, AnalyzerDescriptor wanted) =>
        plugin.FaultOf(wanted.Name)
        ?? (
            plugin.Analyzers.FirstOrDefault(a => a.Name == wanted.Name) is { } declared && IsSame(declared, wanted)
                ? null
                : "its plugin.json was changed while the program ran: start it again"
        );

    private static bool IsSame(AnalyzerDescriptor declared, AnalyzerDescriptor wanted) =>
        Alone(declared).Equals(Alone(wanted))
        && declared.Consumes.SequenceEqual(wanted.Consumes, StringComparer.Ordinal)
        && declared.ConsumesOptionally.SequenceEqual(wanted.ConsumesOptionally, StringComparer.Ordinal)
        && declared.Signals.SequenceEqual(wanted.Signals);

    private static AnalyzerDescriptor Alone(AnalyzerDescriptor analyzer) =>
        analyzer with
        {
            Consumes = [],
            ConsumesOptionally = [],
            Signals = [],
        };
}
