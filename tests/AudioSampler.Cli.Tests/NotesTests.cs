using System.Text.Json;
using AudioSampler.Inference.Notes;
using AudioSampler.Inference.OnnxRuntime;
using AudioSampler.Testing;

namespace AudioSampler.Cli.Tests;

/// <summary><c>ais notes</c> on real recordings.</summary>
public sealed class NotesTests : IDisposable
{
    private readonly Ais _ais = new();

    public void Dispose() => _ais.Dispose();

    [Fact]
    public async Task A_plucked_string_is_one_note_in_table_json_and_midi()
    {
        Require();
        string midi = _ais.Folder.File("note.mid");

        ProgramRun table = await _ais.RunAsync("notes", Sample("note.flac"), "--midi", midi, "--bpm", "90", "--bends");
        ProgramRun json = await _ais.RunAsync("notes", Sample("note.flac"), "--json");

        Assert.Equal((0, string.Empty), (table.ExitCode, table.Error));
        Assert.Contains("A3", table.Output, StringComparison.Ordinal);
        using JsonDocument notes = JsonDocument.Parse(json.Output);
        JsonElement note = Assert.Single(notes.RootElement.GetProperty("notes").EnumerateArray());
        Assert.Equal(57, note.GetProperty("midi").GetInt32());
        Assert.Equal(0.1, note.GetProperty("start_s").GetDouble(), 0.03);
        byte[] file = File.ReadAllBytes(midi);
        Assert.Equal("MThd"u8.ToArray(), file[..4]);
        Assert.Contains("90397F", Convert.ToHexString(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stretch_alone_is_written_down()
    {
        Require();

        ProgramRun run = await _ais.RunAsync("notes", Sample("chords.flac"), "--start", "3", "--end", "5", "--json");

        Assert.Equal(0, run.ExitCode);
        using JsonDocument notes = JsonDocument.Parse(run.Output);
        Assert.NotEmpty(notes.RootElement.GetProperty("notes").EnumerateArray());
        Assert.All(
            notes.RootElement.GetProperty("notes").EnumerateArray(),
            n => Assert.InRange(n.GetProperty("start_s").GetDouble(), 3, 5)
        );
    }

    [Theory]
    [InlineData(2, "--end has to lie after --start", "--start", "3", "--end", "2")]
    [InlineData(2, "name it with --midi", "--bpm", "100")]
    [InlineData(2, "--start has to lie before", "--start", "1000")]
    [InlineData(1, "its folder is missing", "--midi", "nowhere/x.mid")]
    [InlineData(4, "silent", "--end", "0.02")]
    public async Task What_can_not_be_done_is_told_in_one_line(int exitCode, string expected, params string[] options)
    {
        Require();
        string file = Sample("one-shot.flac");
        ProgramRun run = await _ais.RunAsync(["notes", file, .. options]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_network_the_remedy_is_named()
    {
        Assert.SkipUnless(OnnxRuntimeLibrary.TryLoad(out string? problem), problem ?? string.Empty);
        _ais.Environment["AIS_BASIC_PITCH"] = _ais.Folder.Path;

        ProgramRun run = await _ais.RunAsync("notes", Sample("note.flac"));

        Assert.Equal(5, run.ExitCode);
        Assert.Contains("AIS_BASIC_PITCH", run.Error, StringComparison.Ordinal);
    }

    private static string Sample(string name) => Path.Combine(Repository.Root, "samples", name);

    private static void Require()
    {
        Assert.SkipUnless(OnnxRuntimeLibrary.TryLoad(out string? problem), problem ?? string.Empty);
        Assert.SkipWhen(BasicPitchFiles.Find(out problem) is null, problem ?? string.Empty);
    }
}
