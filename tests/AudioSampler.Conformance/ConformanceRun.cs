using System.Collections.Immutable;
using AudioSampler.Analysis;
using AudioSampler.Analysis.Analyzers;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Engine.Plugins;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Conformance;

/// <summary>Checks one plugin: its declaration, whether it can be loaded and keeps to it, and what its analyzers do on sounds that are hard to stand.</summary>
internal sealed class ConformanceRun(string folder, Report report)
{
    private readonly AnalysisOptions _options = new();

    /// <summary>Runs all checks, as far as the plugin lets them be run.</summary>
    public async Task RunAsync()
    {
        if (ManifestReader.Read(folder, out PluginProblem? problem) is not { } plugin)
        {
            report.Fail("plugin.json", problem!.Message);
            return;
        }

        AnalyzerGraph core = AnalyzerSet.Create(CoreAnalyzers.Create(_options)).Graph;
        AnalyzerGraph graph = new PluginCatalog([plugin], plugin.Problems).AddTo(core, out ImmutableArray<PluginProblem> problems);
        Tell("plugin.json", problems);

        DirectoryInfo temporary = Directory.CreateTempSubdirectory("ais-conformance-");
        try
        {
            // A folder of plugins with this one alone in it.
            string plugins = Path.Combine(temporary.FullName, "plugins");
            Directory.CreateDirectory(plugins);
            Directory.CreateSymbolicLink(Path.Combine(plugins, plugin.Manifest.Name), folder);
            await RunAsync(graph, new WorkerSettings { PluginFolder = plugins, Workers = 1 }, temporary.FullName);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private async Task RunAsync(AnalyzerGraph graph, WorkerSettings settings, string temporary)
    {
        var problems = new PluginProblems(null);
        await using var workers = new WorkerPool(_options, graph, settings, problems);
        IReadOnlySet<string> broken = await workers.BrokenAsync(CancellationToken.None);
        Tell("loading", problems.All);

        AnalyzerDescriptor[] analyzers = [.. graph.Ordered.Where(a => a.Plugin is not null && !broken.Contains(a.Name))];
        if (analyzers.Length == 0)
        {
            return;
        }

        bool network = analyzers.Any(a => a.Signals.Contains(SignalKind.Network));
        foreach (AnalyzerDescriptor analyzer in analyzers)
        {
            var checks = new AnalyzerChecks(analyzer, graph, workers, report);
            foreach (TestSound sound in TestSound.All)
            {
                await using DecodedSound decoded = await DecodedSound.MakeAsync(sound, temporary, network);
                await checks.StandsAsync(decoded);
            }

            await using DecodedSound tone = await DecodedSound.MakeAsync(TestSound.Tone, temporary, network);
            await checks.GivesTheSameAgainAsync(tone, () => new WorkerPool(_options, graph, settings, problems));
            await checks.StandsWithoutInputsAsync(tone);
            checks.NoteIfNothingWasFound();
        }

        await StopsAsync(analyzers, graph, settings, temporary, network);
    }

    /// <summary>Whether analyzers stop when their time is up: only seen from within, so that the plugin is loaded here, when nothing else is wrong with it.</summary>
    private async Task StopsAsync(
        AnalyzerDescriptor[] analyzers,
        AnalyzerGraph graph,
        WorkerSettings settings,
        string temporary,
        bool network
    )
    {
        if (report.Failed > 0)
        {
            report.Note("stopping", "not looked at, because other checks failed");
            return;
        }

        await using DecodedSound sound = await DecodedSound.MakeAsync(TestSound.Long, temporary, network);
        var request = new PluginRequest(
            settings.PluginFolder,
            [.. graph.Ordered.Where(a => a.Plugin is not null)],
            ImmutableSortedDictionary<string, string>.Empty
        );
        AnalyzerSet loaded = LoadedAnalyzers.Load(_options, request, _ => { }).Analyzers;
        foreach (AnalyzerDescriptor analyzer in analyzers)
        {
            await StopCheck.RunAsync(analyzer, loaded, sound, report);
        }

        await loaded.CloseAsync();
    }

    private void Tell(string check, ImmutableArray<PluginProblem> problems)
    {
        foreach (PluginProblem problem in problems)
        {
            report.Fail(problem.Analyzer is null ? check : $"{problem.Analyzer}: {check}", problem.Message);
        }

        if (problems.IsEmpty)
        {
            report.Pass(check);
        }
    }
}
