using System.Diagnostics;
using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Engine.Bridges;

public sealed class BridgeTests
{
    [Fact]
    public async Task A_bridge_reads_the_samples_and_gives_a_result_and_the_file_is_removed()
    {
        await using var rig = new BridgeRig("good");

        AnalyzerRecord record = await rig.RunAsync();

        Assert.Equal(OutcomeStatus.Ok, record.Status);
        JsonElement result = record.Result!.Value;
        Assert.Equal(3, result.GetProperty("samples").GetInt32());
        Assert.Equal(3, result.GetProperty("length").GetInt32());
        Assert.Equal(22_050, result.GetProperty("sample_rate").GetInt32());
        Assert.Equal(0.75, result.GetProperty("peak").GetDouble());
        Assert.Equal("take.wav", result.GetProperty("name").GetString());
        Assert.StartsWith(rig.StoreFolder, result.GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Empty(rig.StoredFiles);
    }

    [Fact]
    public async Task One_process_serves_regions_that_are_asked_for_at_once()
    {
        await using var rig = new BridgeRig("good");

        AnalyzerRecord[] records = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => rig.RunAsync(i)));

        Assert.All(records, record => Assert.Equal(OutcomeStatus.Ok, record.Status));
        Assert.Single(records.Select(record => record.Result!.Value.GetProperty("pid").GetInt32()).Distinct());
    }

    [Fact]
    public async Task The_process_ends_when_the_bridge_is_closed()
    {
        int pid;
        await using (var rig = new BridgeRig("good"))
        {
            pid = (await rig.RunAsync()).Result!.Value.GetProperty("pid").GetInt32();
        }

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(pid));
    }

    [Fact]
    public async Task Records_of_what_it_consumes_pass_as_they_are_stored()
    {
        await using var rig = new BridgeRig("inputs")
        {
            Other = new AnalyzerRecord
            {
                Status = OutcomeStatus.Failed,
                Version = "3",
                Error = new AnalysisError(AnalysisErrorCode.TimedOut, "slow"),
            },
        };

        AnalyzerRecord record = await rig.RunAsync();

        JsonElement other = record.Result!.Value.GetProperty("inputs").GetProperty("other");
        Assert.Equal("failed", other.GetProperty("status").GetString());
        Assert.Equal("timed_out", other.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(InputStatus.Failed, record.Inputs["other"]);
    }

    [Fact]
    public async Task What_is_not_installed_is_null_among_the_inputs()
    {
        await using var rig = new BridgeRig("inputs");

        AnalyzerRecord record = await rig.RunAsync();

        Assert.Equal(JsonValueKind.Null, record.Result!.Value.GetProperty("inputs").GetProperty("other").ValueKind);
        Assert.Equal(InputStatus.Skipped, record.Inputs["other"]);
    }

    [Fact]
    public async Task Reasons_and_substitutes_are_recorded()
    {
        await using var rig = new BridgeRig("because");

        AnalyzerRecord record = await rig.RunAsync();

        Assert.Equal("unknown", record.Reasons["x"]);
        Assert.Equal(InputStatus.Substitute, record.Inputs["other"]);
    }

    [Theory]
    [InlineData("fail", OutcomeStatus.Failed, AnalysisErrorCode.AnalyzerFailed, "no luck")]
    [InlineData("skip", OutcomeStatus.Skipped, AnalysisErrorCode.TooShort, "a second is needed")]
    [InlineData("skip-badly", OutcomeStatus.Failed, AnalysisErrorCode.InvalidResult, "lazy")]
    [InlineData("stranger", OutcomeStatus.Failed, AnalysisErrorCode.InvalidResult, "nobody")]
    [InlineData("die", OutcomeStatus.Failed, AnalysisErrorCode.AnalyzerFailed, "exit code 3; it said last: out of luck")]
    [InlineData("rubbish", OutcomeStatus.Failed, AnalysisErrorCode.InvalidResult, "'Loading \uFFFDmodel… 50 %'")]
    [InlineData("long", OutcomeStatus.Failed, AnalysisErrorCode.InvalidResult, "a line of more than 64 MiB")]
    [InlineData("wrong-id", OutcomeStatus.Failed, AnalysisErrorCode.InvalidResult, "gave answer 2 where answer 1 was due")]
    [InlineData("nan", OutcomeStatus.Failed, AnalysisErrorCode.InvalidResult, "\"x\":NaN")]
    [InlineData("infinite", OutcomeStatus.Failed, AnalysisErrorCode.InvalidResult, "result.x[1] is not finite")]
    [InlineData("text", OutcomeStatus.Failed, AnalysisErrorCode.InvalidResult, "a result is an object")]
    [InlineData("deep", OutcomeStatus.Failed, AnalysisErrorCode.InvalidResult, "no message of the protocol")]
    [InlineData("closes", OutcomeStatus.Failed, AnalysisErrorCode.AnalyzerFailed, "closed its standard output")]
    [InlineData("talks-first", OutcomeStatus.Failed, AnalysisErrorCode.InvalidResult, "'Welcome!'")]
    [InlineData("old", OutcomeStatus.Skipped, AnalysisErrorCode.PluginBroken, "protocol 0")]
    [InlineData("newer", OutcomeStatus.Skipped, AnalysisErrorCode.PluginBroken, "version 9.0 of scripted")]
    public async Task What_a_bridge_does_wrong_is_said(string behaviour, OutcomeStatus status, AnalysisErrorCode code, string words)
    {
        await using var rig = new BridgeRig(behaviour);

        AnalyzerRecord record = await rig.RunAsync();

        Assert.Equal(status, record.Status);
        Assert.Equal(code, record.Error!.Code);
        Assert.Contains(words, record.Error.Message, StringComparison.Ordinal);
        Assert.Contains("scripted", record.Error.Message, StringComparison.Ordinal);
        Assert.Contains("take.wav, region 1", record.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', record.Error.Message);
        Assert.Null(record.Result);
        Assert.Empty(rig.StoredFiles);
    }

    [Theory]
    [InlineData("die-first")]
    [InlineData("rubbish-first")]
    public async Task After_a_fault_the_next_region_gets_a_new_process(string behaviour)
    {
        await using var rig = new BridgeRig(behaviour);

        AnalyzerRecord[] records = await Task.WhenAll(rig.RunAsync(0), rig.RunAsync(1), rig.RunAsync(2));

        Assert.Equal([OutcomeStatus.Failed, OutcomeStatus.Ok, OutcomeStatus.Ok], records.Select(r => r.Status));
    }

    [Fact]
    public async Task A_bridge_that_hangs_is_ended_at_its_limit()
    {
        await using var rig = new BridgeRig("hang", limitSeconds: 0.3);

        AnalyzerRecord record = await rig.RunAsync();

        Assert.Equal(AnalysisErrorCode.TimedOut, record.Error!.Code);
        Assert.Empty(rig.StoredFiles);
    }

    [Fact]
    public async Task A_flood_on_standard_error_does_no_harm()
    {
        await using var rig = new BridgeRig("chatty");

        Assert.Equal(OutcomeStatus.Ok, (await rig.RunAsync()).Status);
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("memory-of-child")]
    public async Task A_bridge_over_its_memory_limit_is_ended(string behaviour)
    {
        Assert.SkipWhen(behaviour == "memory-of-child" && !OperatingSystem.IsLinux(), "the memory of children counts on Linux only");
        await using var rig = new BridgeRig(behaviour, memoryBytes: 400 << 20);

        AnalyzerRecord record = await rig.RunAsync();

        Assert.Equal(AnalysisErrorCode.OutOfMemory, record.Error!.Code);
        Assert.Contains("over its limit of 400 MiB", record.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_breaks_its_schema_is_refused()
    {
        await using var rig = new BridgeRig("good", schema: new NothingIsRight());

        AnalyzerRecord record = await rig.RunAsync();

        Assert.Equal(AnalysisErrorCode.InvalidResult, record.Error!.Code);
        Assert.Contains("nothing is right", record.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bridge_that_never_gets_ready_is_tried_three_times_and_then_left_alone()
    {
        await using var rig = new BridgeRig("never-ready", startSeconds: 0.3);

        var records = new List<AnalyzerRecord>();
        for (int i = 0; i < 4; i++)
        {
            records.Add(await rig.RunAsync(i));
        }

        Assert.Equal(AnalysisErrorCode.TimedOut, records[0].Error!.Code);
        Assert.Contains("was not ready within 0.3 s", records[0].Error!.Message, StringComparison.Ordinal);
        Assert.Equal(AnalysisErrorCode.PluginBroken, records[3].Error!.Code);
        Assert.Equal(OutcomeStatus.Skipped, records[3].Status);
        Assert.Contains("was not ready within 0.3 s", records[3].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_missing_is_named_with_the_remedy()
    {
        await using var rig = new BridgeRig("good", change: d => d with { Command = ["no-such-program-at-all"] });

        AnalyzerRecord record = await rig.RunAsync();

        Assert.Equal(OutcomeStatus.Skipped, record.Status);
        Assert.Equal(AnalysisErrorCode.BridgeMissing, record.Error!.Code);
        Assert.Contains("no-such-program-at-all", record.Error.Message, StringComparison.Ordinal);
        Assert.Contains("install it", record.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_is_missing_is_named_with_the_remedy_and_may_come_later()
    {
        string path = Path.Combine(Path.GetTempPath(), $"ais-test-{Guid.NewGuid():n}");
        await using var rig = new BridgeRig("good", change: d => d with { Requires = [new(path, "run npm ci in this folder")] });

        AnalyzerRecord[] missing = [await rig.RunAsync(0), await rig.RunAsync(1), await rig.RunAsync(2), await rig.RunAsync(3)];
        await File.WriteAllTextAsync(path, "here");
        AnalyzerRecord there = await rig.RunAsync(4);
        File.Delete(path);

        Assert.All(missing, record => Assert.Equal(AnalysisErrorCode.BridgeMissing, record.Error!.Code));
        Assert.Contains("run npm ci in this folder", missing[0].Error!.Message, StringComparison.Ordinal);
        Assert.Equal(OutcomeStatus.Ok, there.Status);
    }

    [Fact]
    public async Task A_file_that_is_no_program_is_broken()
    {
        await using var rig = new BridgeRig("good", change: d => d with { Command = ["scripted-bridge.mjs"] });

        AnalyzerRecord record = await rig.RunAsync();

        Assert.Equal(AnalysisErrorCode.PluginBroken, record.Error!.Code);
        Assert.Contains("can't be started", record.Error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_users_stop_ends_the_program_and_is_passed_on()
    {
        await using var rig = new BridgeRig("hang");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.RunAsync(0, stop.Token));

        // Nobody waits for the analyzer then: it cleans up behind the back of who stopped.
        while (rig.StoredFiles.Length > 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private sealed class NothingIsRight : IResultSchema
    {
        public string FaultOf(JsonElement result) => "nothing is right";
    }
}
