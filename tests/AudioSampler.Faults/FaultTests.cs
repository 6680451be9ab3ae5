using System.Text.Json.Nodes;

namespace AudioSampler.Faults;

/// <summary>
/// Whatever a plugin does, it costs its own result and nothing more: every other result is byte for byte that of a run without the fault, the failure has its
/// code, the next file is unharmed, and neither a process nor a temporary file is left.
/// </summary>
public sealed class FaultTests(Undisturbed undisturbed) : IClassFixture<Undisturbed>
{
    private static readonly string[] s_files = [Path.Combine(Sampler.Samples, "session.ogg"), Path.Combine(Sampler.Samples, "note.flac")];

    private static readonly (string Deed, string Status, string? Code)[] s_deeds =
    [
        ("throw", "failed", "analyzer_failed"),
        ("nan", "failed", "invalid_result"),
        ("wrong_type", "failed", "invalid_result"),
        ("loop", "failed", "timed_out"),
        ("sleep_deaf", "failed", "timed_out"),
        ("allocate", "failed", "out_of_memory"),
        ("overflow", "failed", "worker_crashed"),
        ("segfault", "failed", "worker_crashed"),
        ("exit3", "failed", "worker_crashed"),
        ("kill_group", "failed", "worker_crashed"),
        ("close_pipes", "failed", "worker_crashed"),
        ("flood_stdout", "ok", null),
        ("dispose_deadlock", "ok", null),
        ("child", "ok", null),
    ];

    // What is much like one of the others: in the long form only.
    private static readonly (string Deed, string Status, string? Code)[] s_furtherDeeds =
    [
        ("ok", "ok", null),
        ("null", "failed", "analyzer_failed"),
        ("sleep", "failed", "timed_out"),
        ("abort", "failed", "worker_crashed"),
        ("exit0", "failed", "worker_crashed"),
        ("flood_stderr", "ok", null),
    ];

    public static TheoryData<string, string, string?> Deeds { get; } = [.. LongTests.Wanted ? [.. s_deeds, .. s_furtherDeeds] : s_deeds];

    [Theory]
    [MemberData(nameof(Deeds))]
    public async Task A_fault_costs_its_own_result_and_nothing_more(string deed, string status, string? code)
    {
        using var sampler = new Sampler();

        Analysed run = await sampler.AnalyzeAsync($"fault_a={deed}@r0", ["--workers", "1", "--memory", "300", .. s_files]);

        Assert.True(run.Run.ExitCode == 0, run.Run.Error);
        foreach ((string file, int region, JsonObject record) in run.Of("fault_a"))
        {
            bool struck = region == 0;
            Assert.True((struck ? status : "ok") == (string?)record["status"], $"{file}, region {region}: {record.ToJsonString()}");
            Assert.Equal(struck ? code : null, (string?)record["error"]?["code"]);
        }

        foreach ((_, int region, JsonObject record) in run.Of("fault_b"))
        {
            Assert.Equal("ok", (string?)record["status"]);
            Assert.Equal(region == 0 && status == "failed" ? "substitute" : "ok", (string?)record["inputs"]!["fault_a"]);
        }

        Assert.Equal(undisturbed.Documents.Without("fault_a"), run.Without("fault_a"));
        Assert.Equal(status == "ok" ? ["complete"] : ["partial"], run.Documents.Values.Select(d => (string)d["status"]!).Distinct());
        await sampler.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_thread_that_crashes_later_costs_at_most_the_result_of_the_one_who_started_it()
    {
        using var sampler = new Sampler();

        Analysed run = await sampler.AnalyzeAsync("fault_a=thread_crash@r0", ["--workers", "1", .. s_files]);

        // Whether its result is out before the crash is a matter of milliseconds.
        Assert.All(
            run.Of("fault_a"),
            a => Assert.True((string?)a.Record["error"]?["code"] is null or "worker_crashed", a.Record.ToJsonString())
        );
        Assert.Equal(undisturbed.Documents.Without("fault_a"), run.Without("fault_a"));
        await sampler.AssertNothingIsLeftAsync();
    }

    [Theory]
    [InlineData("segfault")]
    [InlineData("loop")]
    public async Task Two_that_fail_at_once_are_both_found_and_nobody_else_is_blamed(string deed)
    {
        using var sampler = new Sampler();

        Analysed run = await sampler.AnalyzeAsync($"fault_a={deed}@r0;fault_b=segfault@r0", ["--workers", "1", .. s_files]);

        Assert.All(
            run.Of("fault_a"),
            a =>
                Assert.Equal(
                    a.Region > 0 ? null
                        : deed == "loop" ? "timed_out"
                        : "worker_crashed",
                    (string?)a.Record["error"]?["code"]
                )
        );
        Assert.All(run.Of("fault_b"), b => Assert.Equal(b.Region > 0 ? null : "worker_crashed", (string?)b.Record["error"]?["code"]));
        Assert.Equal(undisturbed.Documents.Without("fault_a", "fault_b"), run.Without("fault_a", "fault_b"));
        await sampler.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task One_that_crashes_on_file_after_file_is_set_aside_and_the_result_says_so()
    {
        using var sampler = new Sampler();
        string[] files = [.. Enumerable.Range(0, 7).Select(i => Tone(sampler, $"tone{i}.wav"))];

        Analysed run = await sampler.AnalyzeAsync("fault_a=segfault", ["--jobs", "1", .. files]);

        IEnumerable<string> codes = run.Of("fault_a").Select(a => (string)a.Record["error"]!["code"]!);
        Assert.Equal(Enumerable.Repeat("worker_crashed", 5).Concat(Enumerable.Repeat("set_aside", 2)), codes);
        Assert.All(run.Of("bystander"), b => Assert.Equal("ok", (string?)b.Record["status"]));
        await sampler.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_random_mix_over_all_samples_leaves_every_other_result_as_it_was()
    {
        foreach (int seed in Enumerable.Range(1, LongTests.Wanted ? 20 : 1))
        {
            using var sampler = new Sampler();
            sampler.Environment["AIS_FAULT_SEED"] = seed.ToString(System.Globalization.CultureInfo.InvariantCulture);

            Analysed run = await sampler.AnalyzeAsync(Mix("fault_a") + ";" + Mix("fault_b"), ["--memory", "300", Sampler.Samples]);

            Assert.True(run.Run.ExitCode == 0, $"seed {seed}: {run.Run.Error}");
            Assert.Equal(undisturbed.AllSamples.Without("fault_a", "fault_b"), run.Without("fault_a", "fault_b"));
            await sampler.AssertNothingIsLeftAsync();
        }

        static string Mix(string analyzer) =>
            string.Join(
                ';',
                "throw segfault overflow exit3 abort kill_group nan sleep_deaf flood_stdout thread_crash allocate wrong_type loop"
                    .Split(' ')
                    .Select((deed, i) => FormattableString.Invariant($"{analyzer}={deed}%{(i + 1) * 0.05:0.00}"))
            );
    }

    private static string Tone(Sampler sampler, string name)
    {
        string path = sampler.Folder.File(name);
        Testing.WaveFiles.Write(path, Testing.TestSignals.Sine(440, 1, 44_100), 44_100);
        return path;
    }
}
