using AudioSampler.Testing;

namespace AudioSampler.Cli.Tests;

/// <summary>The kit that authors of plugins run, as they run it.</summary>
public sealed class ConformanceTests : IDisposable
{
    private static readonly string s_kit = Path.Combine(
        AppContext.BaseDirectory,
        OperatingSystem.IsWindows() ? "AudioSampler.Conformance.exe" : "AudioSampler.Conformance"
    );

    private readonly TempFolder _plugins = new();

    public void Dispose() => _plugins.Dispose();

    [Fact]
    public async Task The_sample_plugin_passes()
    {
        ProgramRun run = await RunAsync(BuiltPlugin.Attack);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("ok     attack: tone: a result", run.Output, StringComparison.Ordinal);
        Assert.Contains("ok     attack: silence: skipped, silent", run.Output, StringComparison.Ordinal);
        Assert.Contains("ok     attack: the same again", run.Output, StringComparison.Ordinal);
        Assert.Contains("ok     attack: stopping: it listens", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("10 passed, 0 failed\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyzers_that_consume_are_tried_without_their_inputs()
    {
        ProgramRun run = await RunAsync(BuiltPlugin.Faults);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("fault_b: inputs failed: a result, with a substitute", run.Output, StringComparison.Ordinal);
        Assert.Contains("bystander: inputs skipped: a result, with a substitute", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fault_a=throw", "FAILED fault_a: silence: analyzer_failed")]
    [InlineData("fault_b=segfault", "FAILED fault_b: tone: worker_crashed")]
    [InlineData("fault_a=wrong_type", "FAILED fault_a: noise: invalid_result")]
    [InlineData("fault_a=load_throw", "FAILED fault_a: loading: ")]
    [InlineData("fault_a=load_exit0", "FAILED loading: it ended its worker")]
    public async Task A_plugin_that_fails_does_not_pass_and_the_line_says_why(string fault, string line)
    {
        ProgramRun run = await RunAsync(BuiltPlugin.Faults, fault);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(line, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declaration_that_can_not_be_read_does_not_pass()
    {
        string folder = BuiltPlugin.Install(BuiltPlugin.Attack, _plugins.Path, manifest => manifest["contract"] = 2);

        ProgramRun run = await RunAsync(folder);
        ProgramRun nowhere = await RunAsync(_plugins.File("nowhere"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("FAILED plugin.json: it is built against contract 2", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, nowhere.ExitCode);
    }

    private static Task<ProgramRun> RunAsync(string folder, string fault = "") =>
        ProgramRun.RunAsync(s_kit, [folder], new Dictionary<string, string> { ["AIS_FAULT"] = fault });
}
