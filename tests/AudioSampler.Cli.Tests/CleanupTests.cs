using System.Text.Json;
using AudioSampler.Audio.Store;
using AudioSampler.Testing;

namespace AudioSampler.Cli.Tests;

public sealed class CleanupTests : IDisposable
{
    private readonly Ais _ais = new();

    private string Store => Path.Combine(_ais.Temporary, Path.GetFileName(TempStore.DefaultRoot));

    public void Dispose() => _ais.Dispose();

    [Fact]
    public async Task A_dry_run_says_what_a_cleanup_frees()
    {
        await _ais.RunAsync("analyze", _ais.Tone());
        string waveform = Assert.Single(Directory.GetFiles(Path.Combine(_ais.Data, "waveforms"), "*.aispk"));
        string orphan = Path.Combine(_ais.Data, "waveforms", new string('a', 64) + ".aispk");
        File.Copy(waveform, orphan);
        Age(waveform);
        Age(orphan);
        string leftover = Leftover();

        ProgramRun looked = await _ais.RunAsync("cleanup", "--json", "--dry-run");
        Assert.True(File.Exists(orphan) && File.Exists(leftover));
        ProgramRun freed = await _ais.RunAsync("cleanup", "--json");
        ProgramRun again = await _ais.RunAsync("cleanup");

        Assert.Equal((0, 0, 0), (looked.ExitCode, freed.ExitCode, again.ExitCode));
        JsonElement report = JsonDocument.Parse(freed.Output).RootElement;
        Assert.Equal(2, report.GetProperty("total").GetProperty("files").GetInt32());
        Assert.Equal(
            new FileInfo(waveform).Length + 100,
            JsonDocument.Parse(looked.Output).RootElement.GetProperty("total").GetProperty("bytes").GetInt64()
        );
        Assert.False(File.Exists(orphan) || File.Exists(leftover));
        Assert.True(File.Exists(waveform));
        Assert.Matches("all +0 +0.0 KiB", again.Output);
    }

    [Fact]
    public async Task Without_a_catalogue_none_is_made_and_waveforms_stay()
    {
        string waveform = Path.Combine(_ais.Data, "waveforms", new string('a', 64) + ".aispk");
        Directory.CreateDirectory(Path.GetDirectoryName(waveform)!);
        await File.WriteAllTextAsync(waveform, "x");
        Age(waveform);
        string leftover = Leftover();

        ProgramRun run = await _ais.RunAsync("cleanup");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("there is no catalogue in", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(waveform));
        Assert.False(File.Exists(leftover));
        Assert.False(File.Exists(Path.Combine(_ais.Data, "catalogue.db")));
    }

    private string Leftover()
    {
        string folder = Path.Combine(Store, "run-dead");
        Directory.CreateDirectory(folder);
        string leftover = Path.Combine(folder, "analysis.pcm");
        File.WriteAllBytes(leftover, new byte[100]);
        return leftover;
    }

    private static void Age(string path)
    {
        DateTime then = DateTimeOffset.UtcNow.AddHours(-1).UtcDateTime;
        File.SetLastWriteTimeUtc(path, then);
        File.SetLastAccessTimeUtc(path, then);
    }
}
