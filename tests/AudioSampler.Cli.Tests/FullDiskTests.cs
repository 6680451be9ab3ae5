using System.Text.Json;
using AudioSampler.Testing;

namespace AudioSampler.Cli.Tests;

/// <summary>A disk that is full fails the files that need it, each with the remedy, and nothing else.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly Ais _ais = new();

    public void Dispose() => _ais.Dispose();

    [Fact]
    public async Task A_full_temporary_folder_is_told_with_the_remedy()
    {
        string script = "mount -t tmpfs -o size=2m none \"$TMPDIR\" && exec \"$@\"";
        ProgramRun probe = await ProgramRun.RunAsync("unshare", ["-m", "sh", "-c", script, "sh", "true"], _ais.Environment);
        Assert.SkipUnless(probe.ExitCode == 0, $"mount namespaces are not allowed here: {probe.Error.Trim()}");
        string path = _ais.Tone(seconds: 60);

        ProgramRun run = await _ais.RunUnderAsync(
            "unshare",
            ["-m", "sh", "-c", script, "sh"],
            "analyze",
            "--json",
            "--no-catalog",
            "--disk-reserve",
            "0",
            path
        );

        Assert.Equal(1, run.ExitCode);
        AssertFull(JsonDocument.Parse(run.Output).RootElement, "tone.wav");
    }

    [Fact]
    public async Task A_file_that_would_take_what_has_to_stay_free_is_refused_before_it_is_decoded()
    {
        string script = "mount -t tmpfs -o size=64m none \"$TMPDIR\" && exec \"$@\"";
        ProgramRun probe = await ProgramRun.RunAsync("unshare", ["-m", "sh", "-c", script, "sh", "true"], _ais.Environment);
        Assert.SkipUnless(probe.ExitCode == 0, $"mount namespaces are not allowed here: {probe.Error.Trim()}");
        string path = _ais.Tone(seconds: 3);

        ProgramRun refused = await AnalyzeAsync();
        ProgramRun taken = await AnalyzeAsync("--disk-reserve", "32");

        Assert.Equal(1, refused.ExitCode);
        JsonElement document = JsonDocument.Parse(refused.Output).RootElement;
        AssertFull(document, "tone.wav");
        string message = document.GetProperty("error").GetProperty("message").GetString()!;
        Assert.Matches("needs [0-9]+ MiB in .*, where (6[0-9]|5[0-9]) MiB are free and 512 MiB have to stay so", message);
        Assert.Equal(message.IndexOf("tone.wav", StringComparison.Ordinal), message.LastIndexOf("tone.wav", StringComparison.Ordinal));
        Assert.Equal("complete", JsonDocument.Parse(taken.Output).RootElement.GetProperty("status").GetString());

        Task<ProgramRun> AnalyzeAsync(params string[] options) =>
            _ais.RunUnderAsync("unshare", ["-m", "sh", "-c", script, "sh"], ["analyze", "--json", "--no-catalog", .. options, path]);
    }

    [Fact]
    public async Task A_full_disk_under_the_catalogue_is_told_and_the_catalogue_stays_whole()
    {
        string script =
            "mkdir -p \"$AIS_DATA\" && mount -t tmpfs -o size=2400k none \"$AIS_DATA\" && { \"$@\"; echo \"exit $?\"; } && mount -o remount,size=9m \"$AIS_DATA\" && \"$1\" search --json";
        ProgramRun probe = await ProgramRun.RunAsync("unshare", ["-m", "true"], _ais.Environment);
        Assert.SkipUnless(probe.ExitCode == 0, $"mount namespaces are not allowed here: {probe.Error.Trim()}");
        string[] paths = [.. Enumerable.Range(0, 12).Select(i => _ais.Tone($"tone{i}.wav", 30 + i))];

        // One file after the other: the first finds room, and no two share out the last of it between them.
        ProgramRun run = await _ais.RunUnderAsync(
            "unshare",
            ["-m", "sh", "-c", script, "sh"],
            ["analyze", "--json", "--force", "--workers", "1", .. paths]
        );

        Assert.Contains("disk_full", run.Output, StringComparison.Ordinal);
        Assert.Contains("exit 3", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "\"status\":\"complete\"",
            run.Output[run.Output.IndexOf("exit", StringComparison.Ordinal)..],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_disk_that_is_full_under_a_catalogue_fails_each_file_and_lets_it_be_read()
    {
        string script = """
            mkdir -p "$AIS_DATA" && mount -t tmpfs -o size=6m none "$AIS_DATA" && "$@" analyze --quiet "$FIRST" >/dev/null
            dd if=/dev/zero of="$AIS_DATA/filler" bs=4k 2>/dev/null
            "$@" analyze --json "$OTHER" "$THIRD"; echo "exit $?"
            "$@" search --json; echo "exit $?"
            "$@" doctor >/dev/null; echo "exit $?"
            """;
        ProgramRun probe = await ProgramRun.RunAsync("unshare", ["-m", "true"], _ais.Environment);
        Assert.SkipUnless(probe.ExitCode == 0, $"mount namespaces are not allowed here: {probe.Error.Trim()}");
        _ais.Environment["FIRST"] = _ais.Tone("first.wav");
        _ais.Environment["OTHER"] = _ais.Tone("other.wav", 2);
        _ais.Environment["THIRD"] = _ais.Tone("third.wav", 3);

        ProgramRun run = await _ais.RunUnderAsync("unshare", ["-m", "sh", "-c", script, "sh"]);
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.True(lines.Length == 6, run.Output + run.Error);
        Assert.All(lines[..2], line => AssertFull(JsonDocument.Parse(line).RootElement, "free some space"));
        Assert.Equal("exit 1", lines[2]);
        Assert.Equal("first.wav", JsonDocument.Parse(lines[3]).RootElement.GetProperty("name").GetString());
        Assert.Equal(["exit 0", "exit 0"], lines[4..]);
    }

    private static void AssertFull(JsonElement document, string text)
    {
        Assert.Equal("failed", document.GetProperty("status").GetString());
        Assert.Equal("disk_full", document.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains(text, document.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
