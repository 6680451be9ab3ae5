using System.Collections.Immutable;

namespace AudioSampler.Analysis.Engine;

/// <summary>Analyzers that can be run here, by name, in their order.</summary>
public sealed class AnalyzerSet
{
    private static readonly TimeSpan s_timeToClose = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, RegisteredAnalyzer> _byName;
    private readonly Dictionary<Type, string> _producers;

    private AnalyzerSet(AnalyzerGraph graph, Dictionary<string, RegisteredAnalyzer> byName, Dictionary<Type, string> producers)
    {
        Graph = graph;
        _byName = byName;
        _producers = producers;
    }

    /// <summary>Their order.</summary>
    public AnalyzerGraph Graph { get; }

    /// <summary>Puts analyzers in order.</summary>
    /// <param name="analyzers">The analyzers that come with the program: they have to fit together.</param>
    /// <param name="further">Those of plugins, which are described as they were declared: what doesn't fit is left out.</param>
    /// <exception cref="ArgumentException">The first ones don't fit together.</exception>
    public static AnalyzerSet Create(IEnumerable<RegisteredAnalyzer> analyzers, IEnumerable<RegisteredAnalyzer>? further = null)
    {
        ImmutableArray<RegisteredAnalyzer> core = [.. analyzers];
        ImmutableArray<RegisteredAnalyzer> plugins = [.. further ?? []];
        var producers = new Dictionary<Type, string>();
        foreach (RegisteredAnalyzer analyzer in core.Concat(plugins))
        {
            if (analyzer.Produces is { } type)
            {
                producers.TryAdd(type, analyzer.Name);
            }
        }

        AnalyzerGraph graph = AnalyzerGraph
            .Create(core.Select(a => a.Describe(producers)))
            .With(plugins.Select(a => a.Describe(producers)), out _);
        var byName = new Dictionary<string, RegisteredAnalyzer>(StringComparer.Ordinal);
        foreach (RegisteredAnalyzer analyzer in core.Concat(plugins))
        {
            byName.TryAdd(analyzer.Name, analyzer);
        }

        return new AnalyzerSet(graph, byName, producers);
    }

    /// <summary>Names of those that can't be run, because something is wrong with their plugin, or is missing.</summary>
    internal IEnumerable<string> Broken => _byName.Values.Where(a => a.Problem is not null).Select(a => a.Name);

    /// <summary>An analyzer by its name.</summary>
    internal RegisteredAnalyzer Find(string name) => _byName[name];

    /// <summary>Name of the analyzer that produces a record; null when none does. A plugin reads the result of another one by a record of the same name.</summary>
    internal string? ProducerOf(Type result) =>
        _producers.GetValueOrDefault(result) ?? Graph.Ordered.FirstOrDefault(a => a.Produces == result.Name)?.Name;

    /// <summary>Has all of them let go of what they hold. A plugin that hangs meanwhile is left behind.</summary>
    internal async Task CloseAsync()
    {
        Task closing = Task.WhenAll(_byName.Values.Select(analyzer => Task.Run(async () => await analyzer.CloseAsync())));
        await Task.WhenAny(closing, Task.Delay(s_timeToClose));
    }
}
