using AudioSampler.Testing;

namespace AudioSampler.Cli.Tests;

/// <summary>Limits to what analysis takes of the machine.</summary>
public sealed class LimitTests : IDisposable
{
    private readonly Ais _ais = new();

    public void Dispose() => _ais.Dispose();

    [Theory]
    [InlineData("--cores and --cpu say the same", "--cores", "1", "--cpu", "50")]
    [InlineData("--cpu is a whole number from 1 to 100", "--cpu", "0")]
    [InlineData("--cores is a whole number from 1 to", "--cores", "9999")]
    [InlineData("2 workers can't keep to 1 cores", "--cores", "1", "--workers", "2")]
    [InlineData("--nice is a whole number from 0 to 19", "--nice", "20")]
    [InlineData("--disk-reserve is a whole number from 0 to", "--disk-reserve", "-1")]
    public async Task Limits_that_make_no_sense_are_told(string message, params string[] options)
    {
        ProgramRun run = await _ais.RunAsync(["analyze", "--no-catalog", .. options, _ais.Tone()]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_share_of_the_processor_and_a_low_priority_change_no_result()
    {
        string path = _ais.Tone();

        ProgramRun all = await _ais.RunAsync("analyze", "--json", "--no-timings", "--no-catalog", path);
        ProgramRun share = await _ais.RunAsync("analyze", "--json", "--no-timings", "--no-catalog", "--cpu", "1", "--nice", "19", path);

        Assert.Equal((0, 0), (all.ExitCode, share.ExitCode));
        Assert.Equal(all.Output, share.Output);
    }
}
