using System.Collections.Immutable;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>What has been found to be wrong with plugins since the start, each thing once, whoever found it.</summary>
/// <param name="report">Told of each problem when it is found first; calls come from several threads.</param>
internal sealed class PluginProblems(Action<PluginProblem>? report)
{
    private readonly Lock _lock = new();
    private ImmutableArray<PluginProblem> _all = [];

    /// <summary>All of them, in the order in which they were found.</summary>
    public ImmutableArray<PluginProblem> All
    {
        get
        {
            lock (_lock)
            {
                return _all;
            }
        }
    }

    /// <summary>Notes problems.</summary>
    public void Add(params IEnumerable<PluginProblem> problems)
    {
        foreach (PluginProblem problem in problems)
        {
            lock (_lock)
            {
                if (_all.Contains(problem))
                {
                    continue;
                }

                _all = _all.Add(problem);
            }

            report?.Invoke(problem);
        }
    }

    /// <summary>What is wrong with an analyzer; null when nothing is known to be.</summary>
    public string? Of(AnalyzerDescriptor analyzer) =>
        analyzer.Plugin is { } plugin
            ? All.FirstOrDefault(p => p.Plugin == plugin && (p.Analyzer is null || p.Analyzer == analyzer.Name))?.Message
            : null;
}
