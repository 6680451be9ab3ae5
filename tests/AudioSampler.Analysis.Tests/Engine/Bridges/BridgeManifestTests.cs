using System.Collections.Immutable;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Engine.Plugins;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Engine.Bridges;

public sealed class BridgeManifestTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void What_a_plugin_can_do_without_comes_before_it_where_it_is_there()
    {
        Install("early", "[]", """["late","nowhere"]""");
        Install("late", "[]", "[]");
        var catalog = PluginCatalog.Read(_folder.Path);

        AnalyzerGraph graph = catalog.AddTo(AnalyzerGraph.Create([]), out ImmutableArray<PluginProblem> problems);

        Assert.Empty(problems);
        Assert.Equal(["late", "early"], graph.Ordered.Select(a => a.Name));
    }

    [Fact]
    public void The_bridges_of_a_plugin_are_loaded_as_they_were_declared()
    {
        Install("early", """["late"]""", """["nowhere"]""");
        Install("late", "[]", "[]");
        var catalog = PluginCatalog.Read(_folder.Path);

        var loaded = LoadedAnalyzers.Load(
            new AnalysisOptions(),
            new PluginRequest(_folder.Path, [.. catalog.Analyzers], ImmutableSortedDictionary<string, string>.Empty),
            _ => { }
        );

        Assert.Empty(loaded.Problems);
        Assert.Equal(["nowhere"], loaded.Analyzers.Graph["early"].ConsumesOptionally);
    }

    [Fact]
    public void A_bridge_whose_program_is_missing_is_a_problem_before_anything_is_analysed()
    {
        Install("late", "[]", "[]", "no-such-program-at-all");
        var catalog = PluginCatalog.Read(_folder.Path);

        var loaded = LoadedAnalyzers.Load(
            new AnalysisOptions(),
            new PluginRequest(_folder.Path, [.. catalog.Analyzers], ImmutableSortedDictionary<string, string>.Empty),
            _ => { }
        );

        Assert.Contains("no-such-program-at-all", Assert.Single(loaded.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(["late"], loaded.Analyzers.Broken);
    }

    public void Dispose() => _folder.Dispose();

    private void Install(string name, string consumes, string optional, string program = "node")
    {
        string plugin = _folder.File(name);
        Directory.CreateDirectory(plugin);
        File.WriteAllText(Path.Combine(plugin, "schema.json"), "{}");
        File.WriteAllText(
            Path.Combine(plugin, "plugin.json"),
            $$"""
            {"name":"{{name}}","version":"1","contract":1,"kind":"bridge","command":["{{program}}"],
             "analyzers":[{"name":"{{name}}","version":"1","description":"d","produces":"{{name}}_result","schema":"schema.json",
                           "consumes":{{consumes}},"consumes_optionally":{{optional}}}]}
            """
        );
    }
}
