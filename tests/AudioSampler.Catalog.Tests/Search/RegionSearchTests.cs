using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Search.Words;
using AudioSampler.Catalog.Tests.Marks;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests.Search;

public sealed class RegionSearchTests
{
    [Theory]
    [InlineData("type:loop", "a-r1")]
    [InlineData("type:one_shot,loop", "a-r1, a-r2")]
    [InlineData("root:A3", "a-r2")]
    [InlineData("root:57", "a-r2")]
    [InlineData("root:G3..B3", "a-r2")]
    [InlineData("root:C4", "")]
    [InlineData("duration:<5", "a-r2")]
    [InlineData("loudness:>-15", "a-r1")]
    [InlineData("kind:note", "a-r2")]
    [InlineData("dog", "a-r3")]
    [InlineData("animal", "a-r3")]
    [InlineData("take kind:environment", "a-r3")]
    [InlineData("-type:any", "a-r3")]
    public async Task Regions_are_found_by_what_was_found_in_them(string query, string expected)
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await test.StoreAsync(Mixed("/takes/a.wav"));

        Assert.Equal(expected, string.Join(", ", await test.FindRegionsAsync(query)));
    }

    [Fact]
    public async Task A_region_of_two_copies_has_a_row_for_each()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        string path = test.File("a.wav");
        await File.WriteAllTextAsync(path, "there"); // else its audio under another path would be a file that was moved
        AnalysisDocument a = await test.StoreAsync(Mixed(path));
        AnalysisDocument copy = Mixed("/copies/b.wav") with { File = Documents.Facts("/copies/b.wav", path, 60) };
        await test.Catalogue.LinkAsync(Documents.Identity(copy), copy.File!, default);

        Assert.Equal(["a-r1", "b-r1"], await test.FindRegionsAsync("type:loop"));
        Assert.Equal(["b-r1"], await test.FindRegionsAsync("type:loop in:/copies"));
        Assert.Equal(["a-r3", "b-r3"], await test.FindRegionsAsync("dog copies")); // words of both paths are the audio's
        (AnalysisDocument file, RegionDocument region) = (await test.Catalogue.GetRegionAsync(a.Regions[2].RegionId!.Value))!.Value;
        Assert.Equal((path, 2), (file.Path, region.Index));
        Assert.Null(await test.Catalogue.GetRegionAsync(999));
    }

    [Theory]
    [InlineData("tempo:128", "c.wav, b.wav, a.wav, d.wav")]
    [InlineData("-tempo:128", "a.wav, b.wav, c.wav, d.wav")]
    public async Task Nearest_come_first_where_a_number_is_given(string sort, string expected)
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await StoreTempi(test, ("a", 60), ("b", 120), ("c", 130), ("d", null));

        Assert.Equal(expected, string.Join(", ", await test.FindAsync("", sort)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tempo")]
    [InlineData("-tempo")]
    [InlineData("tempo:100,-name")]
    [InlineData("kind,-duration")]
    public async Task Cursors_lead_through_a_list_while_files_are_added_before(string sort)
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await StoreTempi(test, ("b", 60), ("c", 120), ("d", null), ("e", 120), ("f", null), ("g", 99));
        Assert.True(SearchSort.TryParse(sort, out SearchSort? order, out _));
        string[] whole = await test.FindAsync("", sort);

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            SearchPage<SearchRow> page = await test.Catalogue.SearchAsync(
                SearchQuery.Everything,
                new SearchWindow(1, 2, order) { Cursor = cursor }
            );
            seen.AddRange(page.Rows.Select(row => row.Name).Where(name => !name.StartsWith("aa", StringComparison.Ordinal)));
            cursor = page.NextCursor;
            await StoreTempi(test, ($"aa{seen.Count}", 1000)); // the first by name, the last by tempo
        } while (cursor is not null && seen.Count < 50);

        Assert.Equal(whole, seen);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("W10")]
    [InlineData("eyJhIjoxfQ")]
    [InlineData("bnVsbA")]
    public async Task Cursors_of_other_lists_are_refused(string cursor)
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await StoreTempi(test, ("a", 60), ("b", 120));
        SearchPage<SearchRow> page = await test.Catalogue.SearchAsync(SearchQuery.Everything, new SearchWindow(1, 1, SearchSort.ByName));
        Assert.True(SearchQuery.TryParse("b", out SearchQuery? other, out _));

        await Assert.ThrowsAsync<SearchCursorException>(() =>
            test.Catalogue.SearchAsync(SearchQuery.Everything, new SearchWindow(1, 1, SearchSort.ByName) { Cursor = cursor })
        );
        await Assert.ThrowsAsync<SearchCursorException>(() =>
            test.Catalogue.SearchAsync(other, new SearchWindow(1, 1, SearchSort.ByName) { Cursor = page.NextCursor })
        );
    }

    [Fact]
    public async Task Rows_say_why_they_matched()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument a = await test.StoreAsync(MarkTests.Musical("/loops/piano take.wav"));
        await test.StoreAsync(MarkTests.Musical("/loops/other.wav"));
        await test.Catalogue.ChangeMarksAsync(
            SearchTarget.Files,
            [a.FileId!.Value],
            new Catalog.Marks.MarkChange { AddTags = ["piano"], Note = "nice" }
        );
        Assert.True(SearchQuery.TryParse("piano (nice OR tempo:118-122) -dog format:wav", out SearchQuery? query, out _));

        SearchPage<SearchRow> page = await test.Catalogue.SearchAsync(query, new SearchWindow(1, 10, SearchSort.ByName) { Explain = true });

        Assert.Equal(["other.wav", "piano take.wav"], page.Rows.Select(row => row.Name));
        Assert.Equal(
            ["piano: tags", "tempo:118-122: ", "format:wav: "],
            page.Rows[0].Why!.Select(why => $"{why.Term}: {string.Join('+', why.In)}")
        );
        Assert.Equal(
            ["piano: name+tags+mine", "nice: note", "tempo:118-122: ", "format:wav: "],
            page.Rows[1].Why!.Select(why => $"{why.Term}: {string.Join('+', why.In)}")
        );
    }

    [Theory]
    [InlineData("kick", "bd 01.wav, bassdrum.wav, kick.wav, The Bass Drum.wav")]
    [InlineData("bassdrum", "bd 01.wav, bassdrum.wav, kick.wav, The Bass Drum.wav")]
    [InlineData("bass drum", "bd 01.wav, bassdrum.wav, kick.wav, The Bass Drum.wav")]
    [InlineData("\"kick\"", "kick.wav")]
    [InlineData("drums", "bd 01.wav, bassdrum.wav, kick.wav, snare.wav, The Bass Drum.wav")]
    [InlineData("dogs", "dog single.wav")]
    [InlineData("animals", "dog single.wav")]
    [InlineData("singing", "sing.wav")]
    [InlineData("single", "dog single.wav")]
    public async Task Words_mean_what_musicians_mean(string query, string expected)
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        foreach (string name in new[] { "bd 01", "bassdrum", "dog single", "kick", "sing", "snare", "The Bass Drum" })
        {
            await test.StoreAsync(Documents.Simple($"/s/{name}.wav", summary: new FileSummary { Regions = 1 }));
        }

        Assert.Equal(
            expected.Split(", ").Order(StringComparer.OrdinalIgnoreCase),
            (await test.FindAsync(query)).Order(StringComparer.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public void Fields_of_the_other_target_are_named_as_such()
    {
        Assert.False(SearchQuery.TryParse("root:C3", out _, out SearchSyntaxError? files));
        Assert.False(SearchQuery.TryParse("regions:2", out _, out SearchSyntaxError? regions, SearchTarget.Regions));

        Assert.StartsWith("files have no field 'root'", files.Message, StringComparison.Ordinal);
        Assert.StartsWith("regions have no field 'regions'", regions.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Thesaurus_knows_both_ways_and_downwards_only()
    {
        Assert.Contains("bd", SoundWords.MeantBy("KICK"), StringComparer.Ordinal);
        Assert.Contains("kick", SoundWords.MeantBy("bd"), StringComparer.Ordinal);
        Assert.Contains("bark", SoundWords.MeantBy("animal"), StringComparer.Ordinal);
        Assert.DoesNotContain("animal", SoundWords.MeantBy("bark"), StringComparer.Ordinal);
        Assert.Empty(SoundWords.MeantBy("xylitol"));
        Assert.Equal(["city"], WordForms.Of("cities").Take(1));
        Assert.Empty(WordForms.Of("glass"));
        Assert.Contains("run", WordForms.Of("running"), StringComparer.Ordinal);
    }

    private static AnalysisDocument Mixed(string path) =>
        Documents.Named(
            Documents.Simple(path, durationS: 60) with
            {
                Regions =
                [
                    Documents.Region(
                        0,
                        0,
                        8,
                        ("sample", Documents.Record("""{"type": "loop", "confidence": 0.9}""")),
                        ("loudness", Documents.Record("""{"integrated_lufs": -12.5}"""))
                    ),
                    Documents.Region(
                        1,
                        10,
                        12,
                        ("sample", Documents.Record("""{"type": "one_shot", "confidence": 0.9}""")),
                        ("pitch", Documents.Record("""{"root_midi": 57, "steadiness": 0.9}""")),
                        ("classification", Documents.Record("""{"model": "signal", "segments": [], "kind": "note", "tags": []}"""))
                    ),
                    Documents.Region(
                        2,
                        20,
                        40,
                        (
                            "classification",
                            Documents.Record(
                                """{"model": "embedded", "segments": [], "kind": "environment", "tags": [{"label": "Dog", "score": 0.8}]}"""
                            )
                        )
                    ),
                ],
            }
        );

    private static async Task StoreTempi(TestCatalogue test, params (string Name, double? Bpm)[] files)
    {
        foreach ((string name, double? bpm) in files)
        {
            await test.StoreAsync(
                Documents.Simple(
                    $"/t/{name}.wav",
                    summary: new FileSummary
                    {
                        Kind = bpm is null ? null : SoundKind.Music,
                        Tempo = bpm is { } known ? new TempoSummary(known, 0.5, null) : null,
                        Regions = 1,
                    }
                )
            );
        }
    }
}
