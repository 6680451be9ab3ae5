using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AudioSampler.Testing;

namespace AudioSampler.Cli.Tests;

public sealed class BridgeTests : IDisposable
{
    /// <summary>Answers once, or never, and ends only when it is killed.</summary>
    private const string Stubborn = """
        import { writeFileSync } from "node:fs";
        import { createInterface } from "node:readline";
        process.on("SIGTERM", () => {});
        setInterval(() => {}, 1000);
        const say = (message) => console.log(JSON.stringify(message));
        for await (const line of createInterface({ input: process.stdin })) {
          const { type, id } = JSON.parse(line);
          if (type === "hello")
            say({ type: "ready", protocol: 1, analyzers: [{ name: "stubborn", version: "1" }], environment: { name: "node", version: "1" } });
          else {
            writeFileSync("pid", String(process.pid));
            if (process.argv[2] === "answers") say({ type: "answer", id, status: "ok", result: {} });
          }
        }
        """;

    /// <summary>Says the same key of everything, in the place of Essentia.</summary>
    private const string Opinionated = """
        import { createInterface } from "node:readline";
        const say = (message) => console.log(JSON.stringify(message));
        for await (const line of createInterface({ input: process.stdin })) {
          const { type, id } = JSON.parse(line);
          const analysis_metadata = { method: "fake", environment: "node", accuracy_rate: null, essentia_version: "0" };
          if (type === "hello")
            say({ type: "ready", protocol: 1, analyzers: [{ name: "essentia_key", version: "1" }], environment: { name: "node", version: "1" } });
          else say({ type: "answer", id, status: "ok", result: { success: true, key: "F# minor", score: 0.5, analysis_metadata } });
        }
        """;

    private readonly Ais _ais = new();

    [Fact]
    public async Task The_sample_bridge_gives_its_result_beside_all_others()
    {
        string tone = _ais.Tone();

        (ProgramRun run, Dictionary<string, JsonElement> documents) = await _ais.AnalyzeAsync(
            "--plugins",
            Path.Combine(Repository.Root, "samples", "plugins"),
            tone
        );

        Assert.True(run.ExitCode == 0, run.Error);
        JsonElement analyses = documents[tone].GetProperty("regions")[0].GetProperty("analyses");
        Assert.Equal("ok", analyses.GetProperty("clean_cuts").GetProperty("status").GetString());
        Assert.Equal("ok", analyses.GetProperty("loudness").GetProperty("status").GetString());
        Assert.InRange(analyses.GetProperty("clean_cuts").GetProperty("result").GetProperty("crossings_per_s").GetDouble(), 439, 441);
    }

    [Fact]
    public async Task A_bridge_that_does_not_want_to_end_ends_with_the_program()
    {
        Install("stubborn", Stubborn, "answers");

        (ProgramRun run, Dictionary<string, JsonElement> documents) = await _ais.AnalyzeAsync(
            "--plugins",
            _ais.Folder.File("plugins"),
            _ais.Tone()
        );

        JsonElement record = documents.Values.Single().GetProperty("regions")[0].GetProperty("analyses").GetProperty("stubborn");
        Assert.True(record.GetProperty("status").GetString() == "ok", run.Error + record.GetRawText());
        Assert.True(await EndsAsync(await PidAsync()));
    }

    [Fact]
    public async Task A_bridge_at_work_ends_when_the_program_is_killed()
    {
        Install("stubborn", Stubborn, "hangs");
        using Process host = _ais.Start("analyze", "--no-catalog", "--plugins", _ais.Folder.File("plugins"), _ais.Tone());
        int pid = await PidAsync();

        host.Kill();

        Assert.True(await EndsAsync(pid));
    }

    [Fact]
    public async Task Essentia_asked_for_and_not_installed_is_said_and_this_program_answers()
    {
        string tone = _ais.Tone(seconds: 3);

        (_, Dictionary<string, JsonElement> documents) = await _ais.AnalyzeAsync("--key-method", "essentia", tone);

        JsonElement key = documents[tone].GetProperty("regions")[0].GetProperty("analyses").GetProperty("key");
        Assert.Equal("substitute", key.GetProperty("inputs").GetProperty("essentia_key").GetString());
        Assert.Equal("native", key.GetProperty("result").GetProperty("method").GetString());
        Assert.Contains("not installed", key.GetProperty("reasons").GetProperty("second_opinion").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--only", "key")]
    public async Task What_was_analysed_without_the_bridge_is_analysed_again_when_it_has_come(params string[] options)
    {
        Install("essentia_key", Opinionated, string.Empty, ""","requires":[{"path":"packages","remedy":"bring packages"}]""");
        string[] arguments =
        [
            "analyze",
            "--json",
            "--key-method",
            "essentia",
            "--plugins",
            _ais.Folder.File("plugins"),
            .. options,
            Path.Combine(Repository.Root, "samples", "chords.flac"),
        ];

        JsonElement without = Key(await _ais.RunAsync(arguments));
        Directory.CreateDirectory(Path.Combine(Plugin("essentia_key"), "packages"));
        JsonElement with = Key(await _ais.RunAsync(arguments));

        Assert.Equal("substitute", without.GetProperty("inputs").GetProperty("essentia_key").GetString());
        Assert.Contains(
            "bring packages",
            without.GetProperty("reasons").GetProperty("second_opinion").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal("ok", with.GetProperty("inputs").GetProperty("essentia_key").GetString());
        Assert.Equal("F# minor", with.GetProperty("result").GetProperty("key").GetString());
        Assert.Equal("A minor", with.GetProperty("result").GetProperty("second_opinion").GetProperty("key").GetString());

        static JsonElement Key(ProgramRun run)
        {
            Assert.True(run.ExitCode == 0, run.Error);
            return JsonDocument.Parse(run.Output).RootElement.GetProperty("regions")[0].GetProperty("analyses").GetProperty("key");
        }
    }

    [Fact]
    public async Task A_method_that_is_none_is_refused_with_those_there_are()
    {
        ProgramRun run = await _ais.RunAsync("analyze", "--key-method", "tarot", _ais.Tone());

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("essentia", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _ais.Dispose();

    private string Plugin(string analyzer) => _ais.Folder.File($"plugins/{analyzer}");

    private void Install(string analyzer, string program, string argument, string further = "")
    {
        string plugin = Plugin(analyzer);
        Directory.CreateDirectory(plugin);
        File.WriteAllText(Path.Combine(plugin, "bridge.mjs"), program);
        File.WriteAllText(Path.Combine(plugin, "schema.json"), "{}");
        File.WriteAllText(
            Path.Combine(plugin, "plugin.json"),
            $$"""
            {"name":"test","version":"1","contract":1,"kind":"bridge","command":["node","bridge.mjs","{{argument}}"]{{further}},
             "analyzers":[{"name":"{{analyzer}}","version":"1","description":"d","produces":"TestResult","schema":"schema.json"}]}
            """
        );
    }

    private async Task<int> PidAsync()
    {
        string file = Path.Combine(Plugin("stubborn"), "pid");
        while (!File.Exists(file) || new FileInfo(file).Length == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return int.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a process is gone, or gone soon.</summary>
    private static async Task<bool> EndsAsync(int pid)
    {
        for (int i = 0; i < 1000; i++)
        {
            try
            {
                using var process = Process.GetProcessById(pid);
            }
            catch (ArgumentException)
            {
                return true;
            }

            await Task.Delay(20);
        }

        return false;
    }
}
