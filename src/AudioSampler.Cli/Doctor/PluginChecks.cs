using AudioSampler.Analysis;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Engine.Workers;

namespace AudioSampler.Cli.Doctor;

/// <summary>Loads all plugins in a worker, as an analysis would, and says what came of it.</summary>
internal static class PluginChecks
{
    /// <summary>One line a plugin, or one a problem; none where there are no plugins.</summary>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(WorkerSettings settings)
    {
        if (settings.PluginFolder is not { } folder)
        {
            return [];
        }

        if (settings.Validate() is [var fault, ..])
        {
            return [new CheckResult("plugins", CheckLevel.Error, fault)];
        }

        await using EngineHost host = EngineHost.Create(new AnalysisOptions(), settings, store: null);
        try
        {
            await host.TryPluginsAsync(CancellationToken.None);
        }
        catch (WorkerException exception)
        {
            return [new CheckResult("plugins", CheckLevel.Error, exception.Message)];
        }

        CheckResult[] problems = [.. host.PluginProblems.Select(p => new CheckResult("plugin", CheckLevel.Warning, Text(p)))];
        CheckResult[] sound =
        [
            .. host
                .Analyzers.Ordered.Where(a => a.Plugin is not null && host.ProblemOf(a) is null)
                .GroupBy(a => a.Plugin!, StringComparer.Ordinal)
                .Select(p => new CheckResult("plugin", CheckLevel.Ok, $"{p.Key}: {string.Join(", ", p.Select(a => a.Name))}")),
        ];
        return problems.Length + sound.Length > 0
            ? [.. sound, .. problems]
            : [new CheckResult("plugins", CheckLevel.Ok, $"none in {folder}")];
    }

    private static string Text(PluginProblem problem) =>
        problem.Analyzer is null ? $"{problem.Plugin}: {problem.Message}" : $"{problem.Plugin}, {problem.Analyzer}: {problem.Message}";
}
