using System.Diagnostics;
using System.Text.Json;
using AudioSampler.Testing;

namespace AudioSampler.Cli.Tests;

public sealed class AnalyzeTests : IDisposable
{
    private readonly Ais _ais = new();

    public void Dispose() => _ais.Dispose();

    [Fact]
    public async Task The_same_file_gives_the_same_bytes()
    {
        string path = Path.Combine(Repository.Root, "samples", "session.ogg");

        ProgramRun first = await _ais.RunAsync("analyze", "--json", "--no-catalog", "--no-timings", path);
        ProgramRun second = await _ais.RunAsync("analyze", "--json", "--no-catalog", "--no-timings", path);

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(first.Output, second.Output);
        Assert.DoesNotContain("\u001b", first.Output + first.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_stored_is_not_analysed_again_unless_forced()
    {
        string path = _ais.Tone();

        JsonElement first = Document(await _ais.RunAsync("analyze", "--json", path));
        JsonElement again = Document(await _ais.RunAsync("analyze", "--json", path));
        JsonElement forced = Document(await _ais.RunAsync("analyze", "--json", "--force", path));

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.NotEqual(first.GetProperty("timings").GetRawText(), forced.GetProperty("timings").GetRawText());
        Assert.Equal( // whoever points to a region points on
            first.GetProperty("regions")[0].GetProperty("region_id").GetInt64(),
            forced.GetProperty("regions")[0].GetProperty("region_id").GetInt64()
        );
    }

    [Fact]
    public async Task Only_merges_into_what_is_stored()
    {
        string path = Path.Combine(Repository.Root, "samples", "chords.flac");

        JsonElement whole = Document(await _ais.RunAsync("analyze", "--json", path));
        JsonElement merged = Document(await _ais.RunAsync("analyze", "--json", "--only", "key", "--force", path));

        Assert.Equal(Names(whole), Names(merged));
        Assert.NotEqual(whole.GetProperty("timings").GetRawText(), merged.GetProperty("timings").GetRawText());

        static string Names(JsonElement document) =>
            string.Join(' ', document.GetProperty("regions")[0].GetProperty("analyses").EnumerateObject().Select(a => a.Name));
    }

    [Fact]
    public async Task Only_runs_what_is_named_and_what_that_needs()
    {
        ProgramRun run = await _ais.RunAsync("analyze", "--json", "--no-catalog", "--only", "key", _ais.Tone());
        ProgramRun unknown = await _ais.RunAsync("analyze", "--no-catalog", "--only", "keys", _ais.Tone());

        JsonProperty only = Assert.Single(Document(run).GetProperty("regions")[0].GetProperty("analyses").EnumerateObject());
        Assert.Equal("key", only.Name);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("'keys'", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moved_and_a_retagged_file_keep_their_results()
    {
        string path = _ais.Tone();
        JsonElement first = Document(await _ais.RunAsync("analyze", "--json", path));
        string moved = _ais.Folder.File("moved.wav");
        File.Move(path, moved);
        string tagged = _ais.Folder.File("tagged.wav");
        await ProgramRun.FfmpegAsync("-i", moved, "-c", "copy", "-metadata", "title=Tagged", tagged);

        JsonElement afterMove = Document(await _ais.RunAsync("analyze", "--json", moved));
        JsonElement afterTag = Document(await _ais.RunAsync("analyze", "--json", tagged));

        Assert.Equal(RegionId(first), RegionId(afterMove));
        Assert.Equal(RegionId(first), RegionId(afterTag));
        Assert.Equal("Tagged", afterTag.GetProperty("file").GetProperty("metadata").GetProperty("title").GetString());

        static long RegionId(JsonElement document) => document.GetProperty("regions")[0].GetProperty("region_id").GetInt64();
    }

    [Fact]
    public async Task Search_show_and_regions_read_what_was_stored()
    {
        string path = _ais.Tone("a tone.wav");
        await _ais.RunAsync("analyze", path);

        ProgramRun found = await _ais.RunAsync("search", "--json", "tone", "format:wav");
        ProgramRun nothing = await _ais.RunAsync("search", "thunder");
        ProgramRun wrong = await _ais.RunAsync("search", "tempo:fast");
        ProgramRun shown = await _ais.RunAsync("show", path);
        ProgramRun regions = await _ais.RunAsync("regions", "--json", path);
        ProgramRun unknown = await _ais.RunAsync("show", "/no/such.wav");

        Assert.Equal(path, JsonDocument.Parse(found.Output).RootElement.GetProperty("path").GetString());
        Assert.Equal(4, nothing.ExitCode);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("^^^^", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("a tone.wav", shown.Output, StringComparison.Ordinal);
        Assert.Equal(1, JsonDocument.Parse(regions.Output).RootElement.GetProperty("regions").GetArrayLength());
        Assert.Equal(4, unknown.ExitCode);
    }

    [Fact]
    public async Task A_dry_run_shows_the_cuts_of_the_options_given_and_stores_nothing()
    {
        string path = Path.Combine(Repository.Root, "samples", "session.ogg");

        ProgramRun usual = await _ais.RunAsync("regions", "--dry-run", "--json", path);
        ProgramRun coarse = await _ais.RunAsync("regions", "--dry-run", "--json", "--min-silence", "5", path);
        ProgramRun wrong = await _ais.RunAsync("regions", "--dry-run", "--min-silence", "-1", "--padding", "99", path);

        Assert.Equal(3, JsonDocument.Parse(usual.Output).RootElement.GetProperty("regions").GetArrayLength());
        Assert.Equal(1, JsonDocument.Parse(coarse.Output).RootElement.GetProperty("regions").GetArrayLength());
        Assert.Equal(2, wrong.ExitCode);
        Assert.Equal(2, wrong.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.False(Directory.Exists(_ais.Data));
    }

    [Fact]
    public async Task Analyze_cuts_as_it_is_told_and_what_was_cut_otherwise_is_analysed_again()
    {
        string path = Path.Combine(Repository.Root, "samples", "session.ogg");

        JsonElement usual = Document(await _ais.RunAsync("analyze", "--json", "--only", "loudness", path));
        JsonElement coarse = Document(await _ais.RunAsync("analyze", "--json", "--only", "loudness", "--min-silence", "5", path));
        ProgramRun wrong = await _ais.RunAsync("analyze", "--min-silence", "-1", "--padding", "99", path);

        Assert.Equal(3, usual.GetProperty("regions").GetArrayLength());
        Assert.Equal(1, coarse.GetProperty("regions").GetArrayLength());
        Assert.Equal(5, coarse.GetProperty("options").GetProperty("regions").GetProperty("minimum_silence_seconds").GetDouble());
        Assert.Equal(2, wrong.ExitCode);
        Assert.Equal(2, wrong.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("Parameter", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_waveform_is_written_for_peaks()
    {
        string output = _ais.Folder.File("tone.dat");

        ProgramRun run = await _ais.RunAsync("waveform", "--output", output, "--samples-per-pixel", "512", _ais.Tone());

        Assert.Equal(0, run.ExitCode);
        byte[] bytes = await File.ReadAllBytesAsync(output);
        Assert.Equal((2, 512), (BitConverter.ToInt32(bytes, 0), BitConverter.ToInt32(bytes, 12)));
    }

    [Theory]
    [InlineData(2, "analyse", "x")]
    [InlineData(2, "analyze")]
    [InlineData(2, "analyze", "--jobs", "0", "x.wav")]
    [InlineData(2, "analyze", "--jobs", "abc", "x.wav")]
    [InlineData(2, "analyze", "-j", "1.5", "x.wav")]
    [InlineData(2, "search", "--limit", "abc")]
    [InlineData(2, "waveform", "x.wav", "--bits", "abc")]
    [InlineData(2, "waveform", "x.wav", "--bits", "12")]
    [InlineData(2, "regions", "--dry-run", "x.wav", "--min-silence", "1,5")]
    [InlineData(2, "serve", "--host", "here")]
    [InlineData(2, "serve", "--host", "0.0.0.0")]
    [InlineData(0, "--version")]
    [InlineData(0, "--help")]
    [InlineData(0, "analyze", "--help")]
    public async Task Usage_has_its_exit_code(int expected, params string[] arguments)
    {
        Assert.Equal(expected, (await _ais.RunAsync(arguments)).ExitCode);
    }

    [Fact]
    public async Task A_mistyped_option_is_no_file_and_the_nearest_one_is_named()
    {
        ProgramRun run = await _ais.RunAsync("analyze", "--jso", "--no-catalog", _ais.Tone());

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there is no option --jso; did you mean --json?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_piped_has_no_colours_whatever_the_terminal_is()
    {
        _ais.Environment.Remove("NO_COLOR");
        _ais.Environment["TERM"] = "xterm-256color";

        ProgramRun run = await _ais.RunAsync("doctor");

        Assert.DoesNotContain("\u001b", run.Output, StringComparison.Ordinal);
        Assert.Contains("ffmpeg", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_ffmpeg_the_remedy_is_told()
    {
        _ais.Environment["AIS_FFMPEG"] = _ais.Folder.File("no-ffmpeg");

        ProgramRun run = await _ais.RunAsync("analyze", "--json", "--no-catalog", _ais.Tone());
        ProgramRun doctor = await _ais.RunAsync("doctor", "--json");

        Assert.Equal(5, run.ExitCode);
        Assert.Contains("ffmpeg_missing", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("AIS_FFMPEG", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_c_once_finishes_what_is_at_work_and_keeps_it()
    {
        string[] paths = [.. Enumerable.Range(0, 40).Select(i => _ais.Tone($"tone{i}.wav", 20 + i))];
        using Process process = _ais.Start(["analyze", "--json", "--jobs", "1", .. paths]);
        string? firstLine = await process.StandardOutput.ReadLineAsync();

        await SignalAsync(process, "INT");
        string rest = await process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        ProgramRun stored = await _ais.RunAsync("search", "--json", "--limit", "100");

        Assert.Equal(130, process.ExitCode);
        Assert.Contains("Ctrl-C again", error, StringComparison.Ordinal);
        int printed = (firstLine is null ? 0 : 1) + rest.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        Assert.InRange(printed, 1, 39);
        Assert.Equal(printed, stored.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Ctrl_c_at_a_terminal_which_reaches_every_process_of_the_group_finishes_the_file_too()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/setsid"), "setsid is not there");
        string path = _ais.Folder.File("long.flac");
        await ProgramRun.FfmpegAsync("-f", "lavfi", "-i", "anoisesrc=d=1200:a=0.1", "-compression_level", "0", path);
        using Process process = ProgramRun.Start(
            "/usr/bin/setsid",
            [_ais.Program, "analyze", "--json", "--only", "loudness", path],
            _ais.Environment
        );
        await WaitForTemporaryAsync();

        await ProgramRun.RunAsync("sh", ["-c", $"kill -INT -{process.Id}"]);
        JsonElement document = JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync()).RootElement;
        await process.WaitForExitAsync();

        Assert.Equal(130, process.ExitCode);
        Assert.Equal("complete", document.GetProperty("status").GetString());
        Assert.Equal(1200, document.GetProperty("file").GetProperty("duration_s").GetDouble(), 1.0);
    }

    [Fact]
    public async Task Ctrl_c_twice_stops_at_once_and_leaves_no_temporary_file()
    {
        string path = _ais.Folder.File("long.wav");
        await ProgramRun.FfmpegAsync("-f", "lavfi", "-i", "anoisesrc=d=1200:a=0.1", path);
        using Process process = _ais.Start("analyze", "--json", path);
        await WaitForTemporaryAsync();

        await SignalAsync(process, "INT");
        await Task.Delay(100);
        await SignalAsync(process, "INT");
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(130, process.ExitCode);
        Assert.Empty(Runs());
    }

    [Fact]
    public async Task What_a_killed_process_left_is_removed_at_the_next_start_and_the_catalogue_is_whole()
    {
        string known = _ais.Tone();
        await _ais.RunAsync("analyze", known);
        string path = _ais.Folder.File("long.wav");
        await ProgramRun.FfmpegAsync("-f", "lavfi", "-i", "anoisesrc=d=1200:a=0.1", path);
        using Process process = _ais.Start("analyze", "--json", path);
        await WaitForTemporaryAsync();

        process.Kill();
        await process.WaitForExitAsync();
        Assert.NotEmpty(Runs());
        ProgramRun next = await _ais.RunAsync("analyze", "--json", "--no-resume", known);
        ProgramRun stored = await _ais.RunAsync("search", "--json");

        Assert.Equal(0, next.ExitCode);
        Assert.Empty(Runs());
        Assert.Single(stored.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private string[] Runs() => Directory.GetDirectories(_ais.Temporary, "run-*", SearchOption.AllDirectories);

    private async Task WaitForTemporaryAsync()
    {
        for (int i = 0; i < 300 && Runs().Length == 0; i++)
        {
            await Task.Delay(50);
        }

        Assert.NotEmpty(Runs());
    }

    private static Task<ProgramRun> SignalAsync(Process process, string signal) =>
        ProgramRun.RunAsync("sh", ["-c", $"kill -{signal} {process.Id}"]);

    private static JsonElement Document(ProgramRun run)
    {
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
