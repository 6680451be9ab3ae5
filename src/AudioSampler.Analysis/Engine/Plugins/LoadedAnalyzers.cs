using System.Collections.Immutable;
using AudioSampler.Analysis.Analyzers;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>All analyzers, ready to run in this process.</summary>
/// <param name="Analyzers">Those of the program, and those of plugins.</param>
/// <param name="Problems">What is wrong with plugins.</param>
internal sealed record LoadedAnalyzers(AnalyzerSet Analyzers, ImmutableArray<PluginProblem> Problems)
{
    /// <summary>Makes the analyzers of the program and loads those of plugins.</summary>
    /// <param name="options">Options of the analyzers.</param>
    /// <param name="request">Which plugins to load.</param>
    /// <param name="loading">Told the name of each plugin before any code of it is loaded.</param>
    public static LoadedAnalyzers Load(AnalysisOptions options, PluginRequest request, Action<string> loading)
    {
        var core = AnalyzerSet.Create(CoreAnalyzers.Create(options));
        if (request.Analyzers.IsEmpty)
        {
            return new LoadedAnalyzers(core, []);
        }

        AnalyzerGraph graph = core.Graph.With(request.Analyzers, out _);
        ImmutableArray<RegisteredAnalyzer> further = PluginLoader.Load(request, graph, loading);
        var whole = AnalyzerSet.Create(CoreAnalyzers.Create(options), InOrder(further, request));
        return new LoadedAnalyzers(whole, PluginLoader.ProblemsOf(further, request));
    }

    /// <summary>In the order of the request, so that every process puts analyzers in the same order.</summary>
    private static IEnumerable<RegisteredAnalyzer> InOrder(ImmutableArray<RegisteredAnalyzer> loaded, PluginRequest request)
    {
        var byName = loaded.ToDictionary(a => a.Name, StringComparer.Ordinal);
        return request.Analyzers.Select(a => byName[a.Name]);
    }
}
