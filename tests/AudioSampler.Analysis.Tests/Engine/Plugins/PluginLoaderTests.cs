using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using AudioSampler.Analysis.Analyzers;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Engine.Plugins;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Engine.Plugins;

public sealed class PluginLoaderTests : IDisposable
{
    private const string Assembly = "AudioSampler.Faults.Plugin.dll";

    private readonly TempFolder _plugins = new();
    private readonly List<string> _loading = [];

    public void Dispose() => _plugins.Dispose();

    [Fact]
    public void A_sound_plugin_is_loaded_after_it_was_announced_and_keeps_its_place_in_the_order()
    {
        BuiltPlugin.Install(BuiltPlugin.Faults, _plugins.Path);
        BuiltPlugin.Install(BuiltPlugin.Attack, _plugins.Path);

        LoadedAnalyzers loaded = Load(out AnalyzerGraph graph);

        Assert.Empty(loaded.Problems);
        Assert.Equal(["attack", "faults"], _loading);
        Assert.Equal(graph.Ordered.Select(a => a.Name), loaded.Analyzers.Graph.Ordered.Select(a => a.Name));
        Assert.Equal(["attack", "fault_a", "fault_b", "bystander"], graph.Ordered.Where(a => a.Plugin is not null).Select(a => a.Name));
    }

    [Fact]
    public void Without_plugins_nothing_is_read_and_nothing_is_announced()
    {
        var request = new PluginRequest(_plugins.File("nowhere"), [], ImmutableSortedDictionary<string, string>.Empty);

        Assert.Empty(LoadedAnalyzers.Load(new AnalysisOptions(), request, _loading.Add).Problems);
        Assert.Empty(_loading);
    }

    [Theory]
    [InlineData("version", "\"2.0\"", "version of Info differs from plugin.json: '1.0' there, '2.0' here")]
    [InlineData("name", "\"fault_c\"", "name of Info differs from plugin.json: 'fault_b' there, 'fault_c' here")]
    [InlineData("produces", "\"OtherResult\"", "implements IAnalyzer<OtherResult>")]
    [InlineData("signals", "[\"network\"]", "signals of Info differs from plugin.json: 'analysis' there, 'network' here")]
    [InlineData("consumes", "[\"fault_a\", \"key\"]", "consumes of Info differs")]
    [InlineData("consumes", "[]", "consumes of Info differs")]
    [InlineData(
        "limits",
        "{ \"time_s\": 4, \"time_per_audio_s\": 0 }",
        "limits.time_s of Info differs from plugin.json: '3' there, '4' here"
    )]
    [InlineData("limits", "{ \"time_s\": 3 }", "limits.time_per_audio_s of Info differs")]
    [InlineData("schema", "\"bad.json\"", "its schema is no JSON Schema")]
    public void A_difference_from_the_declaration_breaks_that_analyzer_alone(string field, string value, string expected)
    {
        string folder = BuiltPlugin.Install(
            BuiltPlugin.Faults,
            _plugins.Path,
            manifest =>
            {
                manifest["analyzers"]![1]![field] = JsonNode.Parse(value);
                manifest["analyzers"]!.AsArray().RemoveAt(2);
            }
        );
        File.WriteAllText(Path.Combine(folder, "bad.json"), """{ "type": 3 }""");

        PluginProblem problem = Assert.Single(Load(out _).Problems);

        Assert.Equal("faults", problem.Plugin);
        Assert.NotNull(problem.Analyzer);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_that_is_none_breaks_the_plugin_and_no_other()
    {
        string folder = BuiltPlugin.Install(BuiltPlugin.Faults, _plugins.Path);
        File.WriteAllText(Path.Combine(folder, Assembly), "no assembly");
        BuiltPlugin.Install(BuiltPlugin.Attack, _plugins.Path);

        LoadedAnalyzers loaded = Load(out _);

        PluginProblem problem = Assert.Single(loaded.Problems);
        Assert.Equal(("faults", null), (problem.Plugin, problem.Analyzer));
        Assert.Contains("no .NET assembly, or it is damaged", problem.Message, StringComparison.Ordinal);
        Assert.Equal(["fault_a", "fault_b", "bystander"], loaded.Analyzers.Broken);
    }

    [Fact]
    public void An_assembly_that_is_cut_off_or_scrambled_breaks_the_plugin()
    {
        string path = Path.Combine(BuiltPlugin.Install(BuiltPlugin.Faults, _plugins.Path), Assembly);
        byte[] whole = File.ReadAllBytes(path);
        byte[] scrambled = [.. whole];
        new Random(1).NextBytes(scrambled.AsSpan(scrambled.Length / 3));

        foreach (byte[] bytes in (byte[][])[whole[..(whole.Length / 2)], whole[..300], scrambled])
        {
            File.WriteAllBytes(path, bytes);
            Assert.Contains("faults", Assert.Single(Load(out _).Problems).Plugin, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_assembly_for_a_later_runtime_is_named_as_such()
    {
        string path = Path.Combine(BuiltPlugin.Install(BuiltPlugin.Faults, _plugins.Path), Assembly);
        SetRuntimeVersion(path, 99);

        Assert.Contains(
            "is built for .NET 99, and this program runs on .NET 10",
            Assert.Single(Load(out _).Problems).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Native_code_is_named_as_such()
    {
        string native = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "Microsoft.DiaSymReader.Native.amd64.dll");
        string path = Path.Combine(BuiltPlugin.Install(BuiltPlugin.Faults, _plugins.Path), Assembly);
        if (File.Exists(native))
        {
            File.Copy(native, path, overwrite: true);
        }
        else
        {
            WithoutMetadata(path);
        }

        Assert.Contains("is native code", Assert.Single(Load(out _).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_without_the_contract_is_named_as_such()
    {
        string folder = BuiltPlugin.Install(BuiltPlugin.Faults, _plugins.Path);
        File.Copy(typeof(FactAttribute).Assembly.Location, Path.Combine(folder, Assembly), overwrite: true);

        Assert.Contains("does not use AudioSampler.Plugins", Assert.Single(Load(out _).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_that_was_left_out_gives_the_reason_and_is_not_announced()
    {
        BuiltPlugin.Install(BuiltPlugin.Faults, _plugins.Path);

        LoadedAnalyzers loaded = Load(out _, ("faults", "it was too bold"));

        Assert.Equal(new PluginProblem("faults", null, "it was too bold"), Assert.Single(loaded.Problems));
        Assert.Empty(_loading);
    }

    [Fact]
    public void A_plugin_that_changed_since_the_graph_was_made_is_not_loaded()
    {
        string folder = BuiltPlugin.Install(BuiltPlugin.Attack, _plugins.Path);
        PluginRequest request = Request(out _);
        BuiltPlugin.Install(BuiltPlugin.Attack, _plugins.Path, manifest => manifest["analyzers"]![0]!["version"] = "1.1");
        Assert.Contains(
            "was changed",
            Assert.Single(LoadedAnalyzers.Load(new(), request, _loading.Add).Problems).Message,
            StringComparison.Ordinal
        );

        Directory.Delete(folder, recursive: true);
        Assert.Contains(
            "is gone",
            Assert.Single(LoadedAnalyzers.Load(new(), request, _loading.Add).Problems).Message,
            StringComparison.Ordinal
        );
        Assert.Empty(_loading);
    }

    private LoadedAnalyzers Load(out AnalyzerGraph graph, params (string Plugin, string Reason)[] without) =>
        LoadedAnalyzers.Load(
            new AnalysisOptions(),
            Request(out graph) with
            {
                Without = without.ToImmutableSortedDictionary(w => w.Plugin, w => w.Reason, StringComparer.Ordinal),
            },
            _loading.Add
        );

    private PluginRequest Request(out AnalyzerGraph graph)
    {
        graph = PluginCatalog
            .Read(_plugins.Path)
            .AddTo(AnalyzerSet.Create(CoreAnalyzers.Create(new AnalysisOptions())).Graph, out ImmutableArray<PluginProblem> problems);
        Assert.Empty(problems);
        return new PluginRequest(
            _plugins.Path,
            [.. graph.Ordered.Where(a => a.Plugin is not null)],
            ImmutableSortedDictionary<string, string>.Empty
        );
    }

    /// <summary>Changes the major version of System.Runtime that an assembly refers to.</summary>
    private static void SetRuntimeVersion(string path, ushort major)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int row;
        using (var image = new PEReader(new MemoryStream(bytes)))
        {
            MetadataReader metadata = image.GetMetadataReader();
            AssemblyReferenceHandle runtime = metadata.AssemblyReferences.First(r =>
                metadata.GetString(metadata.GetAssemblyReference(r).Name) == "System.Runtime"
            );
            row =
                image.PEHeaders.MetadataStartOffset
                + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef)
                + ((MetadataTokens.GetRowNumber(runtime) - 1) * metadata.GetTableRowSize(TableIndex.AssemblyRef));
        }

        BitConverter.TryWriteBytes(bytes.AsSpan(row), major);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Makes an assembly a library without metadata, as native ones are.</summary>
    private static void WithoutMetadata(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        using (var image = new PEReader(new MemoryStream(bytes)))
        {
            const int DirectoriesOfPe32 = 96;
            const int CliHeaderEntry = 14 * 8;
            bytes.AsSpan(image.PEHeaders.PEHeaderStartOffset + DirectoriesOfPe32 + CliHeaderEntry, 8).Clear();
        }

        File.WriteAllBytes(path, bytes);
    }
}
