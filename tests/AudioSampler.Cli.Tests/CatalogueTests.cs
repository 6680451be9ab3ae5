using System.Diagnostics;
using System.Text.Json;
using AudioSampler.Analysis;
using AudioSampler.Audio.Regions;
using AudioSampler.Catalog;
using AudioSampler.Testing;

namespace AudioSampler.Cli.Tests;

/// <summary>What the command line leaves in the catalogue.</summary>
public sealed class CatalogueTests : IDisposable
{
    private readonly Ais _ais = new();

    public void Dispose() => _ais.Dispose();

    [Fact]
    public async Task Regions_bear_the_name_of_the_file_that_is_shown()
    {
        string one = _ais.Tone("one.wav");
        string two = _ais.Folder.File("two.wav");
        File.Copy(one, two);
        await _ais.RunAsync("analyze", "--quiet", one);

        JsonElement analysed = Json(await _ais.RunAsync("analyze", "--json", two));
        JsonElement shown = Json(await _ais.RunAsync("show", "--json", two));
        JsonElement first = Json(await _ais.RunAsync("show", "--json", one));

        Assert.Equal("two-r1", RegionOf(analysed));
        Assert.Equal("two-r1", RegionOf(shown));
        Assert.Equal("one-r1", RegionOf(first));

        static string RegionOf(JsonElement document) => document.GetProperty("regions")[0].GetProperty("id").GetString()!;
    }

    [Fact]
    public async Task Kept_options_hold_where_the_command_line_says_nothing()
    {
        string path = _ais.Tone();
        await using (Catalogue catalogue = await Catalogue.OpenAsync(new DataFolder(_ais.Data)))
        {
            await catalogue.SaveAnalysisOptionsAsync(
                new AnalysisOptions
                {
                    Regions = new SilenceOptions { PaddingSeconds = 0.2, MinimumSilenceSeconds = 1.5 },
                }
            );
        }

        JsonElement kept = Options(await _ais.RunAsync("analyze", "--json", path));
        JsonElement said = Options(await _ais.RunAsync("analyze", "--json", "--padding", "0.1", path));
        JsonElement without = Options(await _ais.RunAsync("analyze", "--json", "--no-catalog", path));

        Assert.Equal(
            (0.2, 1.5),
            (kept.GetProperty("padding_seconds").GetDouble(), kept.GetProperty("minimum_silence_seconds").GetDouble())
        );
        Assert.Equal(
            (0.1, 1.5),
            (said.GetProperty("padding_seconds").GetDouble(), said.GetProperty("minimum_silence_seconds").GetDouble())
        );
        Assert.Equal(
            (0.05, 0.55),
            (without.GetProperty("padding_seconds").GetDouble(), without.GetProperty("minimum_silence_seconds").GetDouble())
        );

        static JsonElement Options(ProgramRun run) => Json(run).GetProperty("options").GetProperty("regions");
    }

    [Fact]
    public async Task A_file_that_was_deleted_is_missing_until_it_is_back()
    {
        string path = _ais.Tone();
        await _ais.RunAsync("analyze", "--quiet", path);
        File.Move(path, path + ".away");

        JsonElement failed = JsonDocument.Parse((await _ais.RunAsync("analyze", "--json", path)).Output).RootElement;
        JsonElement away = Json(await _ais.RunAsync("search", "--json"));
        File.Move(path + ".away", path);
        JsonElement back = Json(await _ais.RunAsync("analyze", "--json", path));
        JsonElement there = Json(await _ais.RunAsync("search", "--json"));

        Assert.Equal("not_found", failed.GetProperty("error").GetProperty("code").GetString());
        Assert.True(away.GetProperty("missing").GetBoolean());
        Assert.Equal(failed.GetProperty("file_id").GetInt64(), back.GetProperty("file_id").GetInt64());
        Assert.False(there.GetProperty("missing").GetBoolean());
    }

    [Fact]
    public async Task Files_that_are_gone_from_a_folder_are_missing_when_it_is_analysed_again()
    {
        string folder = _ais.Folder.File("m");
        Directory.CreateDirectory(Path.Combine(folder, "sub"));
        _ais.Tone(Path.Combine("m", "stays.wav"));
        string gone = _ais.Tone(Path.Combine("m", "sub", "gone.wav"));
        await _ais.RunAsync("analyze", "--quiet", folder);
        File.Move(gone, _ais.Folder.File("aside"));

        await _ais.RunAsync("analyze", "--quiet", folder);
        JsonElement away = Json(await _ais.RunAsync("search", "--json", "is:missing"));
        ProgramRun empty = await _ais.RunAsync("analyze", "--quiet", Path.Combine(folder, "sub"));
        File.Move(_ais.Folder.File("aside"), gone);
        await _ais.RunAsync("analyze", "--quiet", folder);
        ProgramRun back = await _ais.RunAsync("search", "--json", "is:missing");

        Assert.Equal("gone.wav", away.GetProperty("name").GetString());
        Assert.Equal(4, empty.ExitCode);
        Assert.Equal("", back.Output);
    }

    [Fact]
    public async Task A_file_in_a_folder_that_holds_no_sound_and_is_not_named_so_leaves_no_trace()
    {
        string folder = _ais.Folder.File("mixed");
        Directory.CreateDirectory(folder);
        _ais.Tone(Path.Combine("mixed", "tone.wav"));
        await File.WriteAllBytesAsync(
            Path.Combine(folder, "symbols.pdb"),
            [.. "BSJB"u8, .. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))]
        );
        await File.WriteAllTextAsync(Path.Combine(folder, "text.wav"), "this is no sound");

        await _ais.RunAsync("analyze", "--quiet", folder);
        ProgramRun found = await _ais.RunAsync("search", "--json");

        Assert.Equal(
            ["text.wav", "tone.wav"],
            found
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("name").GetString())
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_single_file_makes_no_root_of_its_folder()
    {
        string file = _ais.Tone("one.wav");
        Directory.CreateDirectory(_ais.Folder.File("sub"));
        _ais.Tone(Path.Combine("sub", "two.wav"));

        await _ais.RunAsync("analyze", "--quiet", file, _ais.Folder.File("sub"));
        await using Catalogue catalogue = await Catalogue.OpenAsync(new DataFolder(_ais.Data));
        IReadOnlyList<string> roots = await catalogue.ListRootsAsync();

        Assert.Equal(["one.wav", "sub"], roots.Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_is_told_as_any_missing_file()
    {
        string link = _ais.Folder.File("link.wav");
        File.CreateSymbolicLink(link, "link.wav");

        ProgramRun run = await _ais.RunAsync("analyze", "--json", link);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("not_found", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_grows_while_it_is_analysed_says_so_and_is_analysed_again()
    {
        string path = _ais.Folder.File("growing.wav");
        await ProgramRun.FfmpegAsync("-f", "lavfi", "-i", "anoisesrc=d=600:a=0.1", path);
        using Process process = _ais.Start("analyze", "--json", path);
        for (int i = 0; i < 600 && Directory.GetDirectories(_ais.Temporary, "run-*", SearchOption.AllDirectories).Length == 0; i++)
        {
            await Task.Delay(20);
        }

        await using (FileStream file = new(path, FileMode.Append))
        {
            await file.WriteAsync(new byte[1000]);
        }

        JsonElement first = JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync()).RootElement;
        await process.WaitForExitAsync();
        JsonElement again = Json(await _ais.RunAsync("analyze", "--json", path));

        Assert.Contains("changed", Codes(first));
        Assert.DoesNotContain("changed", Codes(again));
        Assert.Equal(new FileInfo(path).Length, again.GetProperty("file").GetProperty("size_bytes").GetInt64());

        static string[] Codes(JsonElement document) =>
            [.. document.GetProperty("warnings").EnumerateArray().Select(w => w.GetProperty("code").GetString()!)];
    }

    [Fact]
    public async Task Files_are_removed_listed_and_brought_back()
    {
        await _ais.RunAsync("analyze", _ais.Tone());
        string found = (await _ais.RunAsync("search", "tone", "--json")).Output;

        ProgramRun unasked = await _ais.RunAsync("remove", "tone");
        ProgramRun removed = await _ais.RunAsync("remove", "tone", "--yes");
        ProgramRun none = await _ais.RunAsync("remove", "tone", "--yes");
        ProgramRun list = await _ais.RunAsync("removed");
        string number = list.Output.Split(' ')[0];
        ProgramRun back = await _ais.RunAsync("removed", "--restore", number);

        Assert.Equal(2, unasked.ExitCode);
        Assert.Contains("say --yes", unasked.Error, StringComparison.Ordinal);
        Assert.Equal(0, removed.ExitCode);
        Assert.Contains("1 files are out of the catalogue", removed.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, none.ExitCode);
        Assert.Contains("kept until", list.Output, StringComparison.Ordinal);
        Assert.Equal((0, "1 files are back\n"), (back.ExitCode, back.Error));
        Assert.Equal(found, (await _ais.RunAsync("search", "tone", "--json")).Output);
    }

    [Fact]
    public async Task Two_samples_have_a_length_and_a_constant_has_no_region()
    {
        string sample = _ais.Folder.File("samples.wav");
        string constant = _ais.Folder.File("constant.wav");
        WaveFiles.Write(sample, [0.5f, -0.5f], 44_100);
        WaveFiles.Write(constant, Enumerable.Repeat(0.5f, 88_200).ToArray(), 44_100);

        var (_, documents) = await _ais.AnalyzeAsync(sample, constant);

        JsonElement region = Assert.Single(documents[sample].GetProperty("regions").EnumerateArray());
        Assert.True(region.GetProperty("end_s").GetDouble() > region.GetProperty("start_s").GetDouble());
        Assert.True(documents[sample].GetProperty("file").GetProperty("duration_s").GetDouble() > 0);
        Assert.Empty(documents[constant].GetProperty("regions").EnumerateArray());
        Assert.Equal("silence", documents[constant].GetProperty("summary").GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task A_single_click_is_percussion(int samples)
    {
        string path = _ais.Folder.File("click.wav");
        float[] signal = new float[2 * 44_100];
        signal.AsSpan(44_100, samples).Fill(0.9f);
        WaveFiles.Write(path, signal, 44_100);

        var (_, documents) = await _ais.AnalyzeAsync(path);

        Assert.Equal("percussion", documents[path].GetProperty("summary").GetProperty("kind").GetString());
    }

    private static JsonElement Json(ProgramRun run)
    {
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
