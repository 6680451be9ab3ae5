using System.Text.Json;
using AudioSampler.Testing;

namespace AudioSampler.Cli.Tests;

/// <summary><c>ais eval</c> on the samples, whose truth is known.</summary>
public sealed class EvalTests : IDisposable
{
    private readonly Ais _ais = new();

    public void Dispose() => _ais.Dispose();

    [Fact]
    public async Task A_labelled_set_is_scored_and_its_card_written()
    {
        string set = Set(
            """[{"file":"drum-loop.flac","bpm":120,"time_signature":"4/4","coarse":"music"},{"file":"chords.flac","key":"A minor","bpm":84},{"file":"gone.wav","key":"C major"}]"""
        );
        string card = _ais.Folder.File("card.md");

        ProgramRun run = await _ais.RunAsync("eval", "--set", set, "--json", "--card", card, "--quiet", "--model", "embedded");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("gone.wav", run.Error, StringComparison.Ordinal);
        using JsonDocument result = JsonDocument.Parse(run.Output);
        Assert.Equal(("set", 3), (result.RootElement.GetProperty("set").GetString(), result.RootElement.GetProperty("files").GetInt32()));
        Dictionary<string, JsonElement> figures = result
            .RootElement.GetProperty("figures")
            .EnumerateArray()
            .ToDictionary(f => f.GetProperty("name").GetString()!);
        Assert.Equal(1, figures["tempo, Acc1"].GetProperty("mean").GetDouble());
        Assert.Equal(2, figures["tempo, Acc1"].GetProperty("count").GetInt32());
        Assert.Equal(0.5, figures["key, exact"].GetProperty("mean").GetDouble());
        Assert.Equal(1, figures["key, exact"].GetProperty("answered").GetInt32());
        string page = File.ReadAllText(card);
        Assert.Contains("| tempo, Acc1 | 100.0 | 100.0 to 100.0 | 2 | 2 |", page, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_ais.Data));
    }

    [Fact]
    public async Task What_was_corrected_becomes_a_labelled_set_that_a_build_is_scored_on()
    {
        string sample = Path.Combine(Repository.Root, "samples", "drum-loop.flac");
        await _ais.RunAsync("analyze", sample, "--quiet", "--model", "embedded");
        string set = _ais.Folder.File("mine");
        ProgramRun nothing = await _ais.RunAsync("export-labels", set);
        await _ais.RunAsync("mark", "drum-loop", "--set", "tempo.bpm=/2", "--set", "tempo.time_signature=3/4");

        ProgramRun written = await _ais.RunAsync("export-labels", set);

        Assert.Equal((4, 0), (nothing.ExitCode, written.ExitCode));
        using JsonDocument manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(set, "manifest.json")));
        JsonElement row = Assert.Single(manifest.RootElement.EnumerateArray());
        Assert.Equal(60, row.GetProperty("bpm").GetDouble(), 1);
        Assert.Equal("3/4", row.GetProperty("time_signature").GetString());
        Assert.False(row.TryGetProperty("key", out _)); // found, but not said by the user
        ProgramRun scored = await _ais.RunAsync("eval", "--set", set, "--json", "--quiet", "--model", "embedded");
        using JsonDocument figures = JsonDocument.Parse(scored.Output);
        JsonElement tempo = figures
            .RootElement.GetProperty("figures")
            .EnumerateArray()
            .First(f => f.GetProperty("name").GetString() == "tempo, Acc1");
        Assert.Equal((1, 0.0), (tempo.GetProperty("count").GetInt32(), tempo.GetProperty("mean").GetDouble()));
    }

    [Fact]
    public async Task Without_a_set_or_a_manifest_the_remedy_is_named()
    {
        _ais.Environment["AIS_SHARED"] = string.Empty;

        ProgramRun none = await _ais.RunAsync("eval");
        ProgramRun empty = await _ais.RunAsync("eval", "--set", _ais.Folder.Path);

        Assert.Equal((2, 2), (none.ExitCode, empty.ExitCode));
        Assert.Contains("--set", none.Error, StringComparison.Ordinal);
        Assert.Contains("manifest.json", empty.Error, StringComparison.Ordinal);
    }

    private string Set(string manifest)
    {
        string folder = _ais.Folder.File("set");
        Directory.CreateDirectory(folder);
        foreach (string name in (string[])["drum-loop.flac", "chords.flac"])
        {
            File.Copy(Path.Combine(Repository.Root, "samples", name), Path.Combine(folder, name));
        }

        File.WriteAllText(Path.Combine(folder, "manifest.json"), manifest);
        return folder;
    }
}
