using System.Text.Json;
using AudioSampler.Testing;

namespace AudioSampler.Cli.Tests;

/// <summary>Bad input gives one clear line that names the file, what is wrong and the remedy; everything else goes on.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Nobody = "65534";

    private readonly Ais _ais = new();

    public void Dispose() => _ais.Dispose();

    [Fact]
    public async Task A_broken_file_does_not_keep_the_good_one_from_its_result()
    {
        string good = _ais.Tone("good.wav");
        string broken = _ais.Folder.File("broken.wav");
        await File.WriteAllTextAsync(broken, "not a sound at all, but a text that was given the wrong name");

        var (run, documents) = await _ais.AnalyzeAsync(broken, good);

        Assert.Equal(3, run.ExitCode);
        Assert.Equal("complete", documents[good].GetProperty("status").GetString());
        AssertFailed(documents[broken], "unknown_format", "broken.wav");
        Assert.Single(run.Error.Split('\n'), line => line.StartsWith("failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Missing_empty_and_folder_without_sounds_are_told()
    {
        string empty = _ais.Folder.File("empty.wav");
        await File.WriteAllBytesAsync(empty, []);
        string missing = _ais.Folder.File("missing.wav");
        Directory.CreateDirectory(_ais.Folder.File("nothing"));

        var (run, documents) = await _ais.AnalyzeAsync(empty, missing);
        ProgramRun nothing = await _ais.RunAsync("analyze", _ais.Folder.File("nothing"));

        Assert.Equal(1, run.ExitCode);
        AssertFailed(documents[empty], "empty_file", "empty.wav");
        AssertFailed(documents[missing], "not_found", "missing.wav");
        Assert.Equal(4, nothing.ExitCode);
    }

    [Theory]
    [InlineData("with space.wav")]
    [InlineData("quote's \"name\".wav")]
    [InlineData("line\nbreak.wav")]
    [InlineData("🎧 Émile Ünlü.wav")]
    [InlineData("-dash.wav")]
    [InlineData("--force")]
    [InlineData("%d.wav")]
    [InlineData("@list.wav")]
    [InlineData("http:evil.wav")]
    [InlineData("a|b;c&d$(e)`f`.wav")]
    [InlineData("255")]
    public async Task Odd_names_are_names_like_others(string name)
    {
        string odd = name == "255" ? new string('x', 251) + ".wav" : name;
        string path = _ais.Tone(odd);

        var (run, documents) = await _ais.AnalyzeAsync("--", path);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("complete", documents[path].GetProperty("status").GetString());
        Assert.Equal(odd, documents[path].GetProperty("file").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_name_with_a_leading_dash_is_a_file_after_the_double_dash()
    {
        string script = $"cd \"$1\" && exec \"$2\" analyze --json --no-catalog -- -dash.wav";
        _ais.Tone("-dash.wav");

        ProgramRun run = await ProgramRun.RunAsync("sh", ["-c", script, "sh", _ais.Folder.Path, BuiltProgram.Path], _ais.Environment);

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_name_that_is_not_utf8_gets_a_verdict_and_the_others_go_on()
    {
        string good = _ais.Tone("good.wav");
        ProgramRun copy = await ProgramRun.RunAsync(
            "sh",
            ["-c", "cp \"$1\" \"$2/$(printf 'caf\\351.wav')\"", "sh", good, _ais.Folder.Path]
        );
        Assert.True(copy.ExitCode == 0, copy.Error);

        var (run, documents) = await _ais.AnalyzeAsync(_ais.Folder.Path);

        Assert.Equal(3, run.ExitCode);
        JsonElement bad = documents.Single(d => d.Key != good).Value;
        Assert.Equal("invalid_name", bad.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("rename", run.Error, StringComparison.Ordinal);

        // .NET can't delete it either.
        await ProgramRun.RunAsync("sh", ["-c", "rm \"$1\"/caf*", "sh", _ais.Folder.Path]);
    }

    [Fact]
    public async Task A_folder_whose_name_is_not_utf8_gets_a_verdict_and_the_others_go_on()
    {
        string good = _ais.Tone("good.wav");
        ProgramRun copy = await ProgramRun.RunAsync(
            "sh",
            ["-c", "d=\"$2/$(printf 'caf\\351')\" && mkdir \"$d\" && cp \"$1\" \"$d\"", "sh", good, _ais.Folder.Path]
        );
        Assert.True(copy.ExitCode == 0, copy.Error);

        var (run, documents) = await _ais.AnalyzeAsync(_ais.Folder.Path);

        Assert.Equal(3, run.ExitCode);
        JsonElement error = documents.Single(d => d.Key != good).Value.GetProperty("error");
        Assert.Equal("invalid_name", error.GetProperty("code").GetString());
        Assert.Contains("rename", error.GetProperty("message").GetString(), StringComparison.Ordinal);

        // .NET can't delete it either.
        await ProgramRun.RunAsync("sh", ["-c", "rm -r \"$1\"/caf*", "sh", _ais.Folder.Path]);
    }

    [Fact]
    public async Task A_folder_without_rights_that_is_named_fails_as_a_file_does()
    {
        string closed = _ais.Folder.File("closed");
        string good = _ais.Tone("good.wav");
        Directory.CreateDirectory(closed);
        File.SetUnixFileMode(closed, UnixFileMode.None);
        await AsNobodyAsync();
        string[] nobody = ["--reuid", Nobody, "--regid", Nobody, "--clear-groups"];

        ProgramRun both = await _ais.RunUnderAsync("setpriv", nobody, "analyze", "--json", "--no-catalog", closed, good);
        ProgramRun alone = await _ais.RunUnderAsync("setpriv", nobody, "analyze", "--json", "--no-catalog", closed);

        Assert.Equal((3, 1), (both.ExitCode, alone.ExitCode));
        AssertFailed(JsonDocument.Parse(alone.Output).RootElement, "access_denied", "closed");
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task A_truncated_mp3_is_analysed_as_far_as_it_goes()
    {
        string whole = _ais.Folder.File("whole.mp3");
        await ProgramRun.FfmpegAsync("-i", _ais.Tone(seconds: 20), "-b:a", "128k", whole);
        byte[] bytes = await File.ReadAllBytesAsync(whole);
        string cut = _ais.Folder.File("cut.mp3");
        await File.WriteAllBytesAsync(cut, bytes[..(bytes.Length / 2)]);

        var (run, documents) = await _ais.AnalyzeAsync(cut);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("partial", documents[cut].GetProperty("status").GetString());
        Assert.Equal("truncated", documents[cut].GetProperty("warnings")[0].GetProperty("code").GetString());
        Assert.InRange(documents[cut].GetProperty("file").GetProperty("duration_s").GetDouble(), 9, 11);
    }

    [Theory]
    [InlineData(8_000, 1)]
    [InlineData(384_000, 1)]
    [InlineData(11_025, 2)]
    [InlineData(44_100, 32)]
    [InlineData(96_000, 6)]
    public async Task Any_rate_and_any_number_of_channels_is_analysed(int sampleRate, int channels)
    {
        string path = _ais.Folder.File("odd.wav");
        float[] mono = TestSignals.Sine(440, 2, sampleRate);
        float[] interleaved = [.. mono.SelectMany(sample => Enumerable.Repeat(sample, channels))];
        WaveFiles.Write(path, interleaved, sampleRate, channels);

        var (run, documents) = await _ais.AnalyzeAsync(path);

        Assert.True(run.ExitCode == 0, run.Error);
        JsonElement file = documents[path].GetProperty("file");
        Assert.Equal((sampleRate, channels), (file.GetProperty("sample_rate").GetInt32(), file.GetProperty("channels").GetInt32()));
        Assert.Equal("complete", documents[path].GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_folder_without_rights_and_a_link_that_leads_back_do_not_stop_the_walk()
    {
        string root = _ais.Folder.File("walk");
        Directory.CreateDirectory(Path.Combine(root, "closed"));
        Directory.CreateDirectory(Path.Combine(root, "open"));
        Directory.CreateSymbolicLink(Path.Combine(root, "open", "loop"), root);
        File.CreateSymbolicLink(Path.Combine(root, "self.wav"), Path.Combine(root, "self.wav"));
        WaveFiles.Write(Path.Combine(root, "open", "tone.wav"), TestSignals.Sine(440, 1, 44_100), 44_100);
        await File.WriteAllTextAsync(Path.Combine(root, "open", "notes.txt"), "not a sound");
        await File.WriteAllTextAsync(Path.Combine(root, "open", ".hidden.wav"), "not a sound");
        File.SetUnixFileMode(Path.Combine(root, "closed"), UnixFileMode.None);
        await AsNobodyAsync();

        ProgramRun run = await _ais.RunUnderAsync(
            "setpriv",
            ["--reuid", Nobody, "--regid", Nobody, "--clear-groups"],
            "analyze",
            "--json",
            "--no-catalog",
            root
        );

        Assert.Contains("closed\" can't be read", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length); // tone.wav, and self.wav that leads nowhere
        Assert.Equal(3, run.ExitCode);
        File.SetUnixFileMode(Path.Combine(root, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task A_file_without_rights_is_told()
    {
        string path = _ais.Tone();
        File.SetUnixFileMode(path, UnixFileMode.None);
        await AsNobodyAsync();

        ProgramRun run = await _ais.RunUnderAsync(
            "setpriv",
            ["--reuid", Nobody, "--regid", Nobody, "--clear-groups"],
            "analyze",
            "--json",
            "--no-catalog",
            path
        );

        Assert.Equal(1, run.ExitCode);
        AssertFailed(JsonDocument.Parse(run.Output).RootElement, "access_denied", "tone.wav");
    }

    private async Task AsNobodyAsync()
    {
        // The folders of the test are made by whoever runs it; "nobody" has to get through to them.
        ProgramRun open = await ProgramRun.RunAsync(
            "sh",
            [
                "-c",
                "chmod a+rx \"$1\" && chmod a+rwx \"$2\" && setpriv --reuid 65534 --regid 65534 --clear-groups true",
                "sh",
                _ais.Folder.Path,
                _ais.Temporary,
            ]
        );
        Assert.SkipUnless(open.ExitCode == 0, $"rights can't be dropped here: {open.Error.Trim()}");
    }

    private static void AssertFailed(JsonElement document, string code, string name)
    {
        Assert.Equal("failed", document.GetProperty("status").GetString());
        Assert.Equal(code, document.GetProperty("error").GetProperty("code").GetString());
        string message = document.GetProperty("error").GetProperty("message").GetString()!;
        Assert.Contains(name, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
