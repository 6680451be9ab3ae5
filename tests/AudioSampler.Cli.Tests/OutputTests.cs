using System.Net;
using System.Net.Sockets;
using AudioSampler.Testing;

namespace AudioSampler.Cli.Tests;

/// <summary>Where results and messages go, and what happens when they can't get there.</summary>
public sealed class OutputTests : IDisposable
{
    private const string Full = "/dev/full";

    private readonly Ais _ais = new();

    public void Dispose() => _ais.Dispose();

    [Theory]
    [InlineData("--json")]
    [InlineData("--force")]
    public async Task Output_that_cannot_be_written_is_told_once_and_the_catalogue_keeps_all_results(string option)
    {
        string folder = Tones(4);

        ProgramRun run = await WithOutputToAsync(Full, "analyze", "--quiet", option, folder);
        ProgramRun search = await _ais.RunAsync("search", "--json");

        Assert.Equal(1, run.ExitCode);
        string line = Assert.Single(Lines(run.Error));
        Assert.Contains("standard output can't be written", line, StringComparison.Ordinal);
        Assert.Equal(4, Lines(search.Output).Length);
    }

    [Fact]
    public async Task Output_that_cannot_be_written_stops_what_nobody_keeps()
    {
        string folder = Tones(12);

        ProgramRun run = await WithOutputToAsync(Full, "analyze", "--json", "--no-catalog", "-j", "1", folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Single(Lines(run.Error), l => l.Contains("standard output can't be written", StringComparison.Ordinal));
        Assert.DoesNotContain("12 of 12", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_that_cannot_be_written_cost_no_result()
    {
        string folder = Tones(5);
        await File.WriteAllTextAsync(Path.Combine(folder, "text.wav"), "no sound");

        ProgramRun run = await ThroughShellAsync($"\"$@\" 2>{Full}", "analyze", "--json", "--no-catalog", folder);

        Assert.Equal(3, run.ExitCode);
        Assert.Equal(6, Lines(run.Output).Length);
    }

    [Fact]
    public async Task A_reader_that_has_enough_ends_nothing_else()
    {
        string folder = Tones(6);

        ProgramRun run = await ThroughShellAsync("\"$@\" | head -n 1", "analyze", "--json", "--quiet", folder);

        Assert.Single(Lines(run.Output));
        Assert.Equal("", run.Error);
    }

    [Theory]
    [InlineData("search", "--json")]
    [InlineData("search")]
    [InlineData("doctor")]
    public async Task Every_command_says_in_one_line_that_its_output_is_lost(params string[] command)
    {
        await _ais.RunAsync("analyze", "--quiet", _ais.Tone());

        ProgramRun run = await WithOutputToAsync(Full, command);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("standard output can't be written", Assert.Single(Lines(run.Error)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere/x.dat", "its folder is missing")]
    [InlineData("", "it is a folder")]
    public async Task A_waveform_that_cannot_be_written_names_the_file_and_the_reason(string name, string reason)
    {
        string output = Path.Combine(_ais.Folder.Path, name);

        ProgramRun run = await _ais.RunAsync("waveform", _ais.Tone(), "-o", output);

        Assert.Equal(1, run.ExitCode);
        string line = Assert.Single(Lines(run.Error));
        Assert.Contains(output, line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(353)]
    [InlineData(1000)]
    public async Task A_waveform_is_exact_at_any_resolution(int samplesPerPixel)
    {
        float[] signal = TestSignals.Noise(1, 44_100);
        string path = _ais.Folder.File("noise.wav");
        string output = _ais.Folder.File("noise.dat");
        WaveFiles.Write(path, signal, 44_100);

        ProgramRun run = await _ais.RunAsync("waveform", path, "-o", output, "--bits", "16", "--samples-per-pixel", $"{samplesPerPixel}");
        byte[] data = await File.ReadAllBytesAsync(output);

        Assert.Equal(0, run.ExitCode);
        for (int p = 0; p * samplesPerPixel < signal.Length; p++)
        {
            double largest = signal.Skip(p * samplesPerPixel).Take(samplesPerPixel).Max(s => Math.Round(s * 32767));
            Assert.Equal(largest, BitConverter.ToInt16(data, 26 + (4 * p)));
        }
    }

    [Fact]
    public async Task A_failure_names_its_file_once_and_a_warning_says_whose_it_is()
    {
        string text = _ais.Folder.File("text.wav");
        await File.WriteAllTextAsync(text, "this is no sound at all");
        string cut = _ais.Tone("cut.wav");
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(cut))[..60_000]);

        ProgramRun run = await _ais.RunAsync("analyze", "--no-catalog", text, cut);

        string failed = Assert.Single(Lines(run.Error), l => l.StartsWith("failed", StringComparison.Ordinal));
        Assert.Equal(2, failed.Split("text.wav").Length);
        Assert.Single(Lines(run.Error), l => l.StartsWith($"warning \"{cut}\": ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Control_characters_of_names_reach_no_terminal_and_json_stays_exact()
    {
        string name = "a\u001b[31mred\nline.wav";
        string path = _ais.Tone(name);

        ProgramRun table = await _ais.RunAsync("analyze", path);
        ProgramRun regions = await _ais.RunAsync("regions", path);
        ProgramRun show = await _ais.RunAsync("show", path);
        ProgramRun search = await _ais.RunAsync("search");
        ProgramRun json = await _ais.RunAsync("search", "--json");

        Assert.All(
            [table, regions, show, search],
            run =>
            {
                Assert.Equal(0, run.ExitCode);
                Assert.DoesNotContain('\u001b', run.Output + run.Error);
                Assert.Contains("\\u001B[31mred\\nline", run.Output, StringComparison.Ordinal);
            }
        );
        Assert.Equal(name, System.Text.Json.JsonDocument.Parse(json.Output).RootElement.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_failed_file_shows_its_stable_code()
    {
        ProgramRun run = await _ais.RunAsync("analyze", "--no-catalog", _ais.Folder.File("missing.wav"));

        Assert.Contains("not_found", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_for_people_are_rounded()
    {
        string path = _ais.Folder.File("late.wav");
        float[] samples = [.. new float[44_100 * 93 / 100], .. TestSignals.Sine(440, 1.64, 44_100), .. new float[44_100]];
        WaveFiles.Write(path, samples, 44_100);

        ProgramRun run = await _ais.RunAsync("regions", "--dry-run", "--padding", "0", path);

        Assert.Contains(" 0:02.6 ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_cut_need_the_dry_run()
    {
        string path = _ais.Tone();
        await _ais.RunAsync("analyze", "--quiet", path);

        ProgramRun given = await _ais.RunAsync("regions", path, "--padding", "1");
        ProgramRun none = await _ais.RunAsync("regions", path);

        Assert.Equal((2, 0), (given.ExitCode, none.ExitCode));
        Assert.Contains("--padding", given.Error, StringComparison.Ordinal);
        Assert.Contains("--dry-run", given.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_temporary_folder_that_is_missing_is_told_and_not_made()
    {
        string mistyped = _ais.Folder.File("tmpp");
        string tone = _ais.Tone();
        _ais.Environment["TMPDIR"] = mistyped;

        ProgramRun run = await _ais.RunAsync("analyze", "--no-catalog", tone);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("TMPDIR", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(mistyped));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        ProgramRun run = await _ais.RunAsync("serve", "--port", $"{port}");

        Assert.Equal(1, run.ExitCode);
        string line = Assert.Single(Lines(run.Error));
        Assert.Contains($"port {port} can't be used", line, StringComparison.Ordinal);
    }

    private string Tones(int count)
    {
        string folder = _ais.Folder.File("tones");
        Directory.CreateDirectory(folder);
        for (int i = 0; i < count; i++)
        {
            _ais.Tone(Path.Combine("tones", $"tone{i}.wav"), 1 + (0.1 * i));
        }

        return folder;
    }

    private Task<ProgramRun> WithOutputToAsync(string file, params string[] arguments) =>
        ThroughShellAsync($"exec \"$@\" >{file}", arguments);

    private Task<ProgramRun> ThroughShellAsync(string script, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Full), $"there is no {Full} here");
        return _ais.RunUnderAsync("sh", ["-c", script, "sh"], arguments);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
