using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AudioSampler.Analysis.Analyzers;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Engine.Plugins;
using AudioSampler.Plugins.Contract;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Engine.Plugins;

public sealed class PluginCatalogTests : IDisposable
{
    private readonly TempFolder _plugins = new();

    public void Dispose() => _plugins.Dispose();

    [Fact]
    public void No_folder_and_an_empty_one_have_no_plugins_and_no_problems()
    {
        Directory.CreateDirectory(_plugins.File("notes"));

        Assert.Same(PluginCatalog.Empty, PluginCatalog.Read(null));
        var catalog = PluginCatalog.Read(_plugins.Path);
        Assert.Empty(catalog.Plugins);
        Assert.Empty(catalog.Problems);
    }

    [Fact]
    public void A_folder_that_can_not_be_read_is_a_problem()
    {
        PluginProblem problem = Assert.Single(PluginCatalog.Read(_plugins.File("nowhere")).Problems);

        Assert.Contains("can't be read", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_declaration_becomes_descriptors_with_the_defaults_that_the_contract_has()
    {
        BuiltPlugin.Install(
            BuiltPlugin.Attack,
            _plugins.Path,
            manifest =>
            {
                manifest["analyzers"]![0]!.AsObject().Remove("limits");
                manifest["analyzers"]![0]!.AsObject().Remove("signals");
            }
        );

        AnalyzerDescriptor attack = Assert.Single(PluginCatalog.Read(_plugins.Path).Analyzers);

        var usual = new AnalyzerInfo
        {
            Name = "",
            Version = "",
            Description = "",
            Produces = typeof(object),
        };
        Assert.Equal(("attack", "1.0", "AttackResult", "attack"), (attack.Name, attack.Version, attack.Produces, attack.Plugin));
        Assert.Equal((usual.TimeLimit, usual.TimeLimitPerAudioSecond), (attack.TimeLimit, attack.TimeLimitPerAudioSecond));
        Assert.Empty(attack.Signals);
        Assert.Empty(attack.Consumes);
    }

    [Theory]
    [InlineData("""{ "colour": "red" }""", "field 'colour' that is not known")]
    [InlineData("""{ "analyzers": [{ "nmae": "x" }] }""", "'nmae'")]
    [InlineData("""{ "name": null }""", "$.name")]
    [InlineData("""{ "name": "Attack" }""", "'Attack' is not of small letters")]
    [InlineData("""{ "name": "" }""", "is not of small letters")]
    [InlineData("""{ "contract": 2 }""", "contract 2, and this program has 1: update the program")]
    [InlineData("""{ "contract": 0 }""", "install a newer version of the plugin")]
    [InlineData("""{ "contract": "1" }""", "$.contract")]
    [InlineData("""{ "kind": "script" }""", "$.kind")]
    [InlineData("""{ "kind": "bridge" }""", "assembly is for kind assembly")]
    [InlineData("""{ "kind": "bridge", "assembly": null }""", "needs command")]
    [InlineData("""{ "assembly": null }""", "needs assembly")]
    [InlineData("""{ "command": ["x"] }""", "command is for kind bridge")]
    [InlineData("""{ "requires": [{ "path": "x", "remedy": "y" }] }""", "requires is for kind bridge")]
    [InlineData("""{ "analyzers": [] }""", "1 to 64 analyzers")]
    [InlineData("""{ "analyzers": [{ "name": "a" }] }""", "lacks")]
    [InlineData("""{ "analyzers": [{ "name": "A b", "version": "1", "description": "d", "produces": "R", "schema": "s" }] }""", "'A b'")]
    [InlineData(
        """{ "analyzers": [{ "name": "a", "version": "1", "description": "d", "produces": "a b", "schema": "s" }] }""",
        "name of a record"
    )]
    [InlineData(
        """{ "analyzers": [{ "name": "a", "version": "1", "description": "d", "produces": "R", "schema": "s", "limits": { "time_s": 0 } }] }""",
        "time_s is above 0"
    )]
    [InlineData(
        """{ "analyzers": [{ "name": "a", "version": "1", "description": "d", "produces": "R", "schema": "s", "signals": ["both"] }] }""",
        "signals[0]"
    )]
    public void A_declaration_that_makes_no_sense_is_one_problem_that_names_the_place(string change, string expected)
    {
        BuiltPlugin.Install(BuiltPlugin.Attack, _plugins.Path, manifest => Change(manifest, change));
        BuiltPlugin.Install(BuiltPlugin.Faults, _plugins.Path);

        var catalog = PluginCatalog.Read(_plugins.Path);

        PluginProblem problem = Assert.Single(catalog.Problems);
        Assert.Equal("attack", problem.Plugin);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AudioSampler.", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
        Assert.Equal("faults", Assert.Single(catalog.Plugins).Manifest.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("not json")]
    public void Unreadable_json_is_one_problem(string text)
    {
        string folder = BuiltPlugin.Install(BuiltPlugin.Attack, _plugins.Path);
        File.WriteAllText(Path.Combine(folder, "plugin.json"), text);

        var catalog = PluginCatalog.Read(_plugins.Path);

        Assert.Empty(catalog.Plugins);
        Assert.StartsWith("plugin.json", Assert.Single(catalog.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_declaration_that_is_too_large_is_not_read()
    {
        string folder = BuiltPlugin.Install(BuiltPlugin.Attack, _plugins.Path);
        File.AppendAllText(Path.Combine(folder, "plugin.json"), new string(' ', PluginFiles.LargestText));

        Assert.Contains("more than", Assert.Single(PluginCatalog.Read(_plugins.Path).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_are_allowed_and_a_field_that_stands_twice_is_not()
    {
        string folder = BuiltPlugin.Install(BuiltPlugin.Attack, _plugins.Path);
        string path = Path.Combine(folder, "plugin.json");
        string text = File.ReadAllText(path);

        File.WriteAllText(path, "// mine\n" + text);
        Assert.Single(PluginCatalog.Read(_plugins.Path).Plugins);

        File.WriteAllText(path, text.Replace("\"version\":\"1.0.0\"", "\"version\":\"1.0.0\",\"version\":\"2\"", StringComparison.Ordinal));
        Assert.Contains("version", Assert.Single(PluginCatalog.Read(_plugins.Path).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_assembly_is_one_problem_and_its_analyzers_are_listed_all_the_same()
    {
        string folder = BuiltPlugin.Install(BuiltPlugin.Faults, _plugins.Path);
        File.Delete(Path.Combine(folder, "AudioSampler.Faults.Plugin.dll"));

        var catalog = PluginCatalog.Read(_plugins.Path);

        PluginProblem problem = Assert.Single(catalog.Problems);
        Assert.Null(problem.Analyzer);
        Assert.Contains("'AudioSampler.Faults.Plugin.dll' is not in its folder", problem.Message, StringComparison.Ordinal);
        Assert.Equal(3, catalog.Analyzers.Count());
    }

    [Theory]
    [InlineData(null, "is not in its folder")]
    [InlineData("no json", "is no JSON")]
    [InlineData("[]", "is no JSON Schema")]
    [InlineData("""{ "$schema": "http://json-schema.org/draft-07/schema#" }""", "another version of JSON Schema")]
    [InlineData("""{ "properties": { "x": { "$ref": "https://example.org/x.json" } } }""", "only references within the file")]
    public void A_schema_that_can_not_be_used_concerns_its_analyzer_alone(string? schema, string expected)
    {
        string folder = BuiltPlugin.Install(
            BuiltPlugin.Faults,
            _plugins.Path,
            manifest => manifest["analyzers"]![1]!["schema"] = "other.json"
        );
        if (schema is not null)
        {
            File.WriteAllText(Path.Combine(folder, "other.json"), schema);
        }

        PluginProblem problem = Assert.Single(PluginCatalog.Read(_plugins.Path).Problems);

        Assert.Equal("fault_b", problem.Analyzer);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_plugins_of_one_name_the_first_folder_counts()
    {
        BuiltPlugin.Install(BuiltPlugin.Attack, _plugins.Path, name: "a");
        BuiltPlugin.Install(BuiltPlugin.Attack, _plugins.Path, name: "b");

        var catalog = PluginCatalog.Read(_plugins.Path);

        Assert.Equal("a", Path.GetFileName(Assert.Single(catalog.Plugins).Folder));
        PluginProblem problem = Assert.Single(catalog.Problems);
        Assert.Equal("b", problem.Plugin);
        Assert.Contains("the plugin in the folder a", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Circles_and_inputs_that_nobody_makes_are_problems_of_their_analyzers_and_the_rest_fits_in()
    {
        BuiltPlugin.Install(
            BuiltPlugin.Attack,
            _plugins.Path,
            manifest => manifest["analyzers"]![0]!["consumes"] = new JsonArray("applause")
        );
        BuiltPlugin.Install(
            BuiltPlugin.Faults,
            _plugins.Path,
            manifest => manifest["analyzers"]![1]!["consumes"] = new JsonArray("bystander")
        );
        AnalyzerGraph core = AnalyzerSet.Create(CoreAnalyzers.Create(new AnalysisOptions())).Graph;

        AnalyzerGraph graph = PluginCatalog.Read(_plugins.Path).AddTo(core, out ImmutableArray<PluginProblem> problems);

        Assert.Equal([.. core.Ordered.Select(a => a.Name), "fault_a"], graph.Ordered.Select(a => a.Name));
        Assert.Equal(["attack", "fault_b", "bystander"], problems.Select(p => p.Analyzer));
        Assert.Contains("applause, which no analyzer produces", problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("break the circle", problems[1].Message, StringComparison.Ordinal);
    }

    private static void Change(JsonObject manifest, string change)
    {
        foreach ((string name, JsonNode? value) in JsonNode.Parse(change)!.AsObject())
        {
            manifest[name] = value?.DeepClone();
        }
    }
}
