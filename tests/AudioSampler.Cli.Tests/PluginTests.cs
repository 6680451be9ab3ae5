using System.Text.Json;
using AudioSampler.Testing;

namespace AudioSampler.Cli.Tests;

public sealed class PluginTests : IDisposable
{
    private static readonly string s_note = Path.Combine(Repository.Root, "samples", "note.flac");

    private readonly Ais _ais = new();

    private string Plugins => _ais.Folder.File("plugins");

    public void Dispose() => _ais.Dispose();

    [Fact]
    public async Task The_sample_plugin_gives_its_result_and_all_other_bytes_stay()
    {
        BuiltPlugin.Install(BuiltPlugin.Attack, Plugins);

        ProgramRun without = await _ais.RunAsync("analyze", "--json", "--no-catalog", "--no-timings", s_note);
        ProgramRun with = await _ais.RunAsync("analyze", "--json", "--no-catalog", "--no-timings", "--plugins", Plugins, s_note);
        ProgramRun inProcess = await _ais.RunAsync([
            "analyze",
            "--json",
            "--no-catalog",
            "--no-timings",
            "--in-process",
            "--plugins",
            Plugins,
            s_note,
        ]);

        Assert.Equal((0, 0, 0), (without.ExitCode, with.ExitCode, inProcess.ExitCode));
        Assert.Equal(with.Output, inProcess.Output);
        JsonElement result = Analyses(with)["attack"].GetProperty("result");
        Assert.InRange(result.GetProperty("attack_s").GetDouble(), 0.0005, 0.05); // a plucked string
        Assert.InRange(result.GetProperty("peak_at_s").GetDouble(), 0.1, 0.3); // plucked at 0.1 s
        Assert.InRange(result.GetProperty("temporal_centroid").GetDouble(), 0.05, 0.45);
        Dictionary<string, JsonElement> others = Analyses(with);
        others.Remove("attack");
        Assert.Equal(
            Analyses(without).Select(a => $"{a.Key} {a.Value.GetRawText()}"),
            others.Select(a => $"{a.Key} {a.Value.GetRawText()}")
        );
    }

    [Fact]
    public async Task Results_of_plugins_are_stored_merged_and_found_like_others()
    {
        BuiltPlugin.Install(BuiltPlugin.Attack, Path.Combine(_ais.Data, "plugins")); // the usual place

        ProgramRun first = await _ais.RunAsync("analyze", "--json", s_note);
        ProgramRun again = await _ais.RunAsync("analyze", "--json", s_note);
        ProgramRun only = await _ais.RunAsync("analyze", "--json", "--no-catalog", "--only", "attack", s_note);
        ProgramRun found = await _ais.RunAsync("search", "--json", "note");
        ProgramRun shown = await _ais.RunAsync("show", "--json", s_note);

        Assert.Equal(first.Output, again.Output);
        Assert.Equal("ok", Analyses(first)["attack"].GetProperty("status").GetString());
        Assert.Equal("attack", Assert.Single(Analyses(only)).Key);
        Assert.Equal(s_note, JsonDocument.Parse(found.Output).RootElement.GetProperty("path").GetString());
        Assert.Contains("temporal_centroid", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_ends_its_worker_while_it_is_loaded_is_left_out_in_the_same_run()
    {
        _ais.Environment["AIS_PLUGINS"] = Plugins;
        _ais.Environment["AIS_FAULT"] = "fault_b=load_exit3";
        BuiltPlugin.Install(BuiltPlugin.Faults, Plugins);
        BuiltPlugin.Install(BuiltPlugin.Attack, Plugins);

        ProgramRun run = await _ais.RunAsync("analyze", "--json", "--no-catalog", s_note, _ais.Tone());

        Assert.Equal(0, run.ExitCode);
        string line = Assert.Single(run.Error.Split('\n'), l => l.StartsWith("plugin ", StringComparison.Ordinal));
        Assert.Contains(
            "plugin faults: it ended its worker while it was loaded: ended itself with exit code 3",
            line,
            StringComparison.Ordinal
        );
        foreach (Dictionary<string, JsonElement> analyses in run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Analyses))
        {
            Assert.Equal("ok", analyses["attack"].GetProperty("status").GetString());
            Assert.Equal("ok", analyses["loudness"].GetProperty("status").GetString());
            foreach (string name in (string[])["fault_a", "fault_b", "bystander"])
            {
                Assert.Equal("skipped", analyses[name].GetProperty("status").GetString());
                Assert.Equal("plugin_broken", analyses[name].GetProperty("error").GetProperty("code").GetString());
                Assert.Contains(
                    "exit code 3",
                    analyses[name].GetProperty("error").GetProperty("message").GetString(),
                    StringComparison.Ordinal
                );
            }
        }
    }

    [Fact]
    public async Task A_mended_plugin_gets_its_results_and_a_broken_one_does_not_make_files_be_analysed_again()
    {
        string folder = BuiltPlugin.Install(BuiltPlugin.Attack, Plugins);
        string assembly = Path.Combine(folder, "Attack.dll");
        byte[] sound = await File.ReadAllBytesAsync(assembly);
        await File.WriteAllTextAsync(assembly, "broken");
        _ais.Environment["AIS_PLUGINS"] = Plugins;

        ProgramRun broken = await _ais.RunAsync("analyze", "--json", s_note);
        ProgramRun still = await _ais.RunAsync("analyze", "--json", s_note);
        await File.WriteAllBytesAsync(assembly, sound);
        ProgramRun mended = await _ais.RunAsync("analyze", "--json", s_note);

        Assert.Equal("plugin_broken", Analyses(broken)["attack"].GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(broken.Output, still.Output);
        Assert.Equal("ok", Analyses(mended)["attack"].GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_a_plugin_prints_harms_nobody()
    {
        BuiltPlugin.Install(BuiltPlugin.Faults, Plugins);
        _ais.Environment["AIS_FAULT"] = "fault_a=flood_stdout;fault_b=flood_stderr";

        ProgramRun run = await _ais.RunAsync("analyze", "--json", "--no-catalog", "--plugins", Plugins, s_note);

        Assert.All(
            (string[])["fault_a", "fault_b", "bystander"],
            name => Assert.Equal("ok", Analyses(run)[name].GetProperty("status").GetString())
        );
    }

    [Fact]
    public async Task A_result_that_breaks_its_schema_is_invalid_and_costs_no_other()
    {
        BuiltPlugin.Install(BuiltPlugin.Faults, Plugins);
        _ais.Environment["AIS_FAULT"] = "fault_a=wrong_type";

        ProgramRun run = await _ais.RunAsync("analyze", "--json", "--no-catalog", "--plugins", Plugins, s_note);

        JsonElement failed = Analyses(run)["fault_a"];
        Assert.Equal("invalid_result", failed.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("/level", failed.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("substitute", Analyses(run)["fault_b"].GetProperty("inputs").GetProperty("fault_a").GetString());
    }

    [Fact]
    public async Task Doctor_has_a_line_for_each_plugin_and_loads_it()
    {
        BuiltPlugin.Install(BuiltPlugin.Attack, Plugins);
        BuiltPlugin.Install(BuiltPlugin.Attack, Plugins, name: "twin");
        BuiltPlugin.Install(BuiltPlugin.Faults, Plugins, manifest => manifest["analyzers"]![0]!["version"] = "9");
        BuiltPlugin.Install(BuiltPlugin.Faults, Plugins, manifest => manifest["contract"] = 9, "later");

        ProgramRun run = await _ais.RunAsync("doctor", "--json", "--plugins", Plugins);

        string[] lines =
        [
            .. JsonDocument
                .Parse(run.Output)
                .RootElement.EnumerateArray()
                .Where(c => c.GetProperty("name").GetString() == "plugin")
                .Select(c => $"{c.GetProperty("level").GetString()} {c.GetProperty("message").GetString()}"),
        ];
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("ok attack: attack", lines);
        Assert.Contains("ok faults: fault_b, bystander", lines);
        Assert.Single(lines, l => l.StartsWith("warning twin: its name is attack", StringComparison.Ordinal));
        Assert.Single(lines, l => l.StartsWith("warning later: it is built against contract 9", StringComparison.Ordinal));
        Assert.Single(lines, l => l.StartsWith("warning faults, fault_a: version of Info differs", StringComparison.Ordinal));
        Assert.Equal(5, lines.Length);
    }

    [Fact]
    public async Task A_folder_of_plugins_that_is_not_there_is_said()
    {
        ProgramRun run = await _ais.RunAsync("analyze", "--no-catalog", "--plugins", _ais.Folder.File("nowhere"), s_note);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nowhere is not there", run.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, JsonElement> Analyses(ProgramRun run) => Analyses(run.Output);

    private static Dictionary<string, JsonElement> Analyses(string document) =>
        JsonDocument
            .Parse(document)
            .RootElement.GetProperty("regions")[0]
            .GetProperty("analyses")
            .EnumerateObject()
            .ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal);
}
