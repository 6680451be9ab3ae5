using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Testing;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests.Marks;

public sealed class MarkTests
{
    [Fact]
    public async Task Corrections_win_in_search_and_the_analysed_values_stay_readable()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument stored = await test.StoreAsync(Musical("/m/a.wav"));

        await Correct(test, SearchTarget.Files, stored.FileId!.Value, (Correction.Tempo, "\"/2\""), (Correction.Key, "\"8B\""));

        Assert.Equal(["a.wav"], await test.FindAsync("tempo:60 key:C"));
        Assert.Empty(await test.FindAsync("tempo:120 OR key:Am"));
        Assert.Equal(["a.wav"], await test.FindAsync("is:corrected"));
        AnalysisDocument now = (await test.Catalogue.GetDocumentAsync(stored.FileId.Value))!;
        Assert.Equal(120, now.Summary!.Tempo!.Bpm);
        Assert.Equal("A minor", now.Summary.Key!.Key);
        Assert.Equal(60, now.Overrides![Correction.Tempo].GetDouble());
        Assert.Equal("C major", now.Overrides[Correction.Key].GetString());
        SearchRow row = Assert.Single(
            (await test.Catalogue.SearchAsync(SearchQuery.Everything, new SearchWindow(1, 10, SearchSort.ByName))).Rows
        );
        Assert.Equal([Correction.Key, Correction.Tempo], row.Corrected);
        Assert.Equal(("C major", "8B", 60), (row.Key, row.Camelot, row.Bpm));
    }

    [Fact]
    public async Task Corrections_survive_a_new_analysis_and_can_be_taken_back()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument stored = await test.StoreAsync(Musical("/m/a.wav"));
        long id = stored.FileId!.Value;
        await Correct(test, SearchTarget.Files, id, (Correction.Tempo, "90"), (Correction.Key, "null"));

        await test.StoreAsync(Musical("/m/a.wav"));

        Assert.Equal(["a.wav"], await test.FindAsync("tempo:90 key:none"));
        await test.Catalogue.ChangeMarksAsync(SearchTarget.Files, [id], new MarkChange { Uncorrect = [Correction.Tempo, Correction.Key] });
        Assert.Equal(["a.wav"], await test.FindAsync("tempo:120 key:Am"));
        Assert.Null((await test.Catalogue.GetDocumentAsync(id))!.Overrides);
    }

    [Fact]
    public async Task In_a_file_of_one_region_file_and_region_are_the_same_sound()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument one = await test.StoreAsync(Musical("/m/one.wav"));
        AnalysisDocument two = await test.StoreAsync(Musical("/m/two.wav", regions: 2));

        await Correct(test, SearchTarget.Files, one.FileId!.Value, (Correction.Tempo, "70"));
        await Correct(test, SearchTarget.Files, two.FileId!.Value, (Correction.Tempo, "70"));

        Assert.Equal(["one-r1"], await test.FindRegionsAsync("tempo:70"));
        Assert.Equal(["two-r1", "two-r2"], await test.FindRegionsAsync("tempo:120"));
        await Correct(test, SearchTarget.Regions, one.Regions[0].RegionId!.Value, (Correction.Tempo, "140"));
        Assert.Equal(["one-r1"], await test.FindRegionsAsync("tempo:140"));
        Assert.Equal(["one.wav", "two.wav"], await test.FindAsync("tempo:70")); // what is said of the file stays said of it
    }

    [Fact]
    public async Task Regions_keep_their_numbers_and_marks_through_a_new_analysis()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument first = await test.StoreAsync(Musical("/m/a.wav", regions: 3));
        long[] ids = [.. first.Regions.Select(r => r.RegionId!.Value)];
        await test.Catalogue.ChangeMarksAsync(
            SearchTarget.Regions,
            [ids[1]],
            new MarkChange
            {
                Name = "the good one",
                Rating = 5,
                AddTags = ["Keeper"],
                Note = "at noon",
            }
        );

        // The first region is gone, the others begin a little later.
        AnalysisDocument again = Musical("/m/a.wav", regions: 3);
        ImmutableArray<RegionDocument> moved = [.. again.Regions.Skip(1).Select((r, i) => r with { Index = i, StartS = r.StartS + 0.5 })];
        AnalysisDocument second = await test.StoreAsync(Documents.Named(again with { Regions = moved }));

        Assert.Equal(ids[1..], second.Regions.Select(r => r.RegionId!.Value));
        Assert.Equal("the good one", second.Regions[0].User!.Name);
        Assert.Equal(["the good one"], await test.FindRegionsAsync("mytag:keeper rating:5 noon"));
        Assert.Equal(["a.wav"], await test.FindAsync("mytag:keeper"));
        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
    }

    [Fact]
    public async Task Marks_whose_region_is_gone_wait_and_come_back()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument first = await test.StoreAsync(Musical("/m/a.wav", regions: 2));
        await test.Catalogue.ChangeMarksAsync(
            SearchTarget.Regions,
            [first.Regions[1].RegionId!.Value],
            new MarkChange { AddTags = ["keeper"] }
        );

        AnalysisDocument shorter = Musical("/m/a.wav", regions: 1);
        await test.StoreAsync(shorter);
        Assert.Empty(await test.FindRegionsAsync("mytag:keeper"));
        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));

        await test.StoreAsync(Musical("/m/a.wav", regions: 2));
        Assert.Equal(["a-r2"], await test.FindRegionsAsync("mytag:keeper"));
    }

    [Fact]
    public async Task Tags_of_the_user_and_of_the_analysis_are_told_apart()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument a = await test.StoreAsync(Musical("/m/a.wav"));
        AnalysisDocument b = await test.StoreAsync(Musical("/m/b.wav"));
        await test.Catalogue.ChangeMarksAsync(SearchTarget.Files, [a.FileId!.Value], new MarkChange { AddTags = ["Piano", " wet  "] });
        await test.Catalogue.ChangeMarksAsync(
            SearchTarget.Files,
            [a.FileId.Value, b.FileId!.Value, 999],
            new MarkChange { AddTags = ["WET"], RemoveTags = ["none such"] }
        );

        Assert.Equal(["a.wav"], await test.FindAsync("mytag:piano"));
        Assert.Equal(["a.wav", "b.wav"], await test.FindAsync("tag:piano"));
        Assert.Equal(["2 WET", "1 PIANO"], (await test.Catalogue.UserTagsAsync()).Select(t => $"{t.Count} {t.Tag.ToUpperInvariant()}"));
        MarkState mark = (await test.Catalogue.FindMarkAsync(SearchTarget.Files, a.FileId.Value))!;
        Assert.Equal(["Piano", "wet"], mark.Tags);
        await test.Catalogue.ChangeMarksAsync(SearchTarget.Files, [b.FileId.Value], new MarkChange { RemoveTags = ["wet"] });
        Assert.Equal([1, 1], (await test.Catalogue.UserTagsAsync()).Select(t => (int)t.Count)); // counted anew when something has changed
        await test.Catalogue.UndoAsync(null);
        Assert.Equal(["a-r1", "b-r1"], await test.FindRegionsAsync("mytag:wet")); // what is said of a file holds for its regions
    }

    [Theory]
    [InlineData("tempo.bpm", "\"x2\"", "twice the tempo")]
    [InlineData("tempo.bpm", "\"/2\"", "half the tempo")]
    [InlineData("tempo.bpm", "96.5", "tempo corrected to 96.5")]
    [InlineData("tempo.time_signature", "null", "no meter")]
    [InlineData("key.key", "\"A minor\"", "key corrected to A minor")]
    public async Task The_history_tells_of_a_correction_in_words(string field, string value, string expected)
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument stored = await test.StoreAsync(Musical("/m/a.wav"));

        await Correct(test, SearchTarget.Files, stored.FileId!.Value, (field, value));

        Assert.Equal(expected, Assert.Single(await test.Catalogue.HistoryAsync(10)).Action);
    }

    [Fact]
    public async Task A_change_is_undone_and_what_else_was_said_since_stays()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        long id = (await test.StoreAsync(Musical("/m/a.wav"))).FileId!.Value;
        await test.Catalogue.ChangeMarksAsync(SearchTarget.Files, [id], new MarkChange { Rating = 3, AddTags = ["wet"] });
        await test.Catalogue.ChangeMarksAsync(SearchTarget.Files, [id], new MarkChange { Favourite = true, AddTags = ["dusty"] });

        await test.Catalogue.UndoAsync((await test.Catalogue.HistoryAsync(2))[1].Id);

        MarkState mark = (await test.Catalogue.FindMarkAsync(SearchTarget.Files, id))!;
        Assert.Equal(new MarkState { Favourite = true, Tags = ["dusty"] }, mark);
    }

    [Fact]
    public async Task A_change_to_many_is_one_entry_and_undone_as_one()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument stored = await test.StoreAsync(Musical("/m/a.wav", regions: 3));
        long[] ids = [.. stored.Regions.Select(r => r.RegionId!.Value)];
        await test.Catalogue.ChangeMarksAsync(SearchTarget.Regions, [ids[0]], new MarkChange { Rating = 2 });
        await test.Catalogue.ChangeMarksAsync(SearchTarget.Regions, ids, new MarkChange { Rating = 4, Favourite = true });
        await test.Catalogue.ChangeMarksAsync(SearchTarget.Regions, [ids[2]], new MarkChange { Rating = 1 });
        Assert.Equal([1, 3, 1], (await test.Catalogue.HistoryAsync(10)).Select(h => h.Count));

        HistoryEntry middle = (await test.Catalogue.HistoryAsync(10))[1];
        Assert.Equal("rated 4, made a favourite", middle.Action);
        Assert.True((await test.Catalogue.UndoAsync(middle.Id)).Entry!.Undone);

        // The third was changed since: that stays as it is.
        Assert.Equal(["a-r1"], await test.FindRegionsAsync("rating:2"));
        Assert.Equal(["a-r3"], await test.FindRegionsAsync("rating:1 is:favourite"));
        Assert.Equal(["a-r2"], await test.FindRegionsAsync("rating:none"));
        Assert.Null((await test.Catalogue.UndoAsync(middle.Id)).Entry);
        Assert.Equal("rated 1", (await test.Catalogue.UndoAsync(null)).Entry!.Action);
        Assert.Equal("rated 2", (await test.Catalogue.UndoAsync(null)).Entry!.Action);
        Assert.Null((await test.Catalogue.UndoAsync(null)).Entry);
    }

    [Fact]
    public async Task What_changes_nothing_is_no_entry_in_the_history()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument stored = await test.StoreAsync(Musical("/m/a.wav"));
        MarkChange change = new() { Rating = 3, AddTags = ["x"] };
        await test.Catalogue.ChangeMarksAsync(SearchTarget.Files, [stored.FileId!.Value], change);
        await test.Catalogue.ChangeMarksAsync(SearchTarget.Files, [stored.FileId!.Value], change);

        Assert.Single(await test.Catalogue.HistoryAsync(10));
        Assert.Equal(0, (await test.Catalogue.ChangeMarksAsync(SearchTarget.Regions, [12345], change)).Result);
        Assert.Null(await test.Catalogue.FindMarkAsync(SearchTarget.Regions, 12345));
    }

    [Theory]
    [InlineData("tempo.bpm", "5")]
    [InlineData("tempo.bpm", "\"x\"")]
    [InlineData("tempo.bpm", "\"fast\"")]
    [InlineData("tempo.bpm", "true")]
    [InlineData("tempo.time_signature", "\"4\"")]
    [InlineData("tempo.time_signature", "\"0/4\"")]
    [InlineData("key.key", "\"H minor\"")]
    [InlineData("key.key", "8")]
    [InlineData("kind", "\"noise\"")]
    [InlineData("kind", "null")]
    [InlineData("type", "\"hit\"")]
    [InlineData("loudness", "-3")]
    public async Task Corrections_that_make_no_sense_are_refused(string field, string value)
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument stored = await test.StoreAsync(Musical("/m/a.wav"));

        await Assert.ThrowsAsync<ArgumentException>(() => Correct(test, SearchTarget.Files, stored.FileId!.Value, (field, value)));
        Assert.Empty(await test.Catalogue.HistoryAsync(10));
    }

    [Fact]
    public async Task Collections_hold_files_and_regions_and_are_searched()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument a = await test.StoreAsync(Musical("/m/a.wav", regions: 2));
        AnalysisDocument b = await test.StoreAsync(Musical("/m/b.wav"));
        CollectionInfo storm = (await test.Catalogue.AddCollectionAsync(" Storm piece ")).Result!;
        Assert.Null((await test.Catalogue.AddCollectionAsync("storm PIECE")).Result);
        await Assert.ThrowsAsync<ArgumentException>(() => test.Catalogue.AddCollectionAsync(" "));

        await test.Catalogue.CollectAsync(storm.Id, [b.FileId!.Value], [], putIn: true);
        CollectionInfo full = (
            await test.Catalogue.CollectAsync(storm.Id, [], [.. a.Regions.Select(r => r.RegionId!.Value)], putIn: true)
        ).Result!;

        Assert.Equal(("Storm piece", 1L, 2L), (full.Name, full.Files, full.Regions));
        Assert.Equal(["b.wav"], await test.FindAsync("collection:\"storm piece\""));
        Assert.Equal(["a-r1", "a-r2"], await test.FindRegionsAsync("collection:\"storm piece\""));
        Assert.Equal(["a.wav"], await test.FindAsync("-collection:\"storm piece\""));
        await test.StoreAsync(Musical("/m/a.wav", regions: 2));
        Assert.Equal(2, (await test.Catalogue.FindCollectionAsync(storm.Id))!.Regions);
        await test.Catalogue.CollectAsync(storm.Id, [], [a.Regions[0].RegionId!.Value], putIn: false);
        Assert.Equal(["a-r2"], await test.FindRegionsAsync("collection:\"storm piece\""));
        Assert.Equal("Rain", (await test.Catalogue.RenameCollectionAsync(storm.Id, "Rain")).Result!.Name);
        Assert.NotNull(await test.Catalogue.RemoveCollectionAsync(storm.Id));
        Assert.Null(await test.Catalogue.RemoveCollectionAsync(storm.Id));
        Assert.Null((await test.Catalogue.CollectAsync(storm.Id, [b.FileId.Value], [], putIn: true)).Result);
        Assert.Empty(await test.Catalogue.CollectionsAsync());
    }

    [Fact]
    public async Task Searches_are_kept_under_their_names()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        Assert.True(SearchQuery.TryParse("type:loop", out SearchQuery? query, out _, SearchTarget.Regions));
        Assert.True(SearchSort.TryParse("tempo:90", out SearchSort? sort, out _, SearchTarget.Regions));

        long id = await test.Catalogue.SaveSearchAsync("Loops", query, sort);
        Assert.Equal(id, await test.Catalogue.SaveSearchAsync("loops", SearchQuery.Everything, SearchSort.ByName));
        SavedSearch saved = Assert.Single(await test.Catalogue.SavedSearchesAsync());
        Assert.Equal(("Loops", "files", "", null), (saved.Name, saved.Target, saved.Query, saved.Sort));
        Assert.True(await test.Catalogue.RemoveSavedSearchAsync(id));
        Assert.False(await test.Catalogue.RemoveSavedSearchAsync(id));
    }

    /// <summary>A document of regions of ten seconds with a second between, each in A minor at 120.</summary>
    internal static AnalysisDocument Musical(string path, int regions = 1) =>
        Documents.Named(
            Documents.Simple(path, durationS: 60) with
            {
                Regions =
                [
                    .. Enumerable
                        .Range(0, regions)
                        .Select(i =>
                            Documents.Region(
                                i,
                                i * 11,
                                (i * 11) + 10,
                                ("tempo", Documents.Record("""{"bpm": 120, "confidence": 0.9, "time_signature": "4/4"}""")),
                                (
                                    "key",
                                    Documents.Record(
                                        """{"key": "A minor", "tonic": "A", "mode": "minor", "camelot": "8A", "open_key": "1m", "confidence": 0.8, "method": "native"}"""
                                    )
                                )
                            )
                        ),
                ],
                Summary = new FileSummary
                {
                    Kind = SoundKind.Music,
                    Tags = [new TagScore("Piano", 0.9)],
                    Tempo = new TempoSummary(120, 0.9, "4/4"),
                    Key = new KeySummary("A minor", "A", KeyMode.Minor, "8A", 0.8),
                    Regions = regions,
                },
            }
        );

    private static Task<Remembered<int>> Correct(
        TestCatalogue test,
        SearchTarget target,
        long id,
        params (string Field, string Json)[] values
    ) =>
        test.Catalogue.ChangeMarksAsync(
            target,
            [id],
            new MarkChange
            {
                Correct = values.ToImmutableSortedDictionary(
                    v => v.Field,
                    v => JsonSerializer.Deserialize<JsonElement>(v.Json),
                    StringComparer.Ordinal
                ),
            }
        );
}
