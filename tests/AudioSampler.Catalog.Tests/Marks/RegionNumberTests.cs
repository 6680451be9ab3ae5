using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Storage;
using AudioSampler.Catalog.Testing;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests.Marks;

public sealed class RegionNumberTests
{
    private static readonly (double StartS, double EndS)[] s_two = [(0, 10), (11, 21)];
    private static readonly (double StartS, double EndS)[] s_one = [(0, 21)];

    [Fact]
    public async Task Undoing_a_merge_gives_both_regions_their_numbers_and_collections_again()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument cut = await StoreAsync(test, s_two);
        long[] ids = [.. cut.Regions.Select(region => region.RegionId!.Value)];
        long first = (await test.Catalogue.AddCollectionAsync("first")).Result!.Id;
        long second = (await test.Catalogue.AddCollectionAsync("second")).Result!.Id;
        await test.Catalogue.CollectAsync(first, [], [ids[0]], putIn: true);
        await test.Catalogue.CollectAsync(second, [], [ids[1]], putIn: true);

        long entry = (await test.Catalogue.MergeRegionsAsync(cut.FileId!.Value, Cut(s_one), ids[0], [ids[1]]))!.Value;
        Assert.Equal(ids[0], Assert.Single(Numbers(await StoreAsync(test, s_one, s_one))));
        Assert.Equal("1 1", await CountsAsync());
        Assert.Equal(["a-r1"], await test.FindRegionsAsync("collection:second"));

        for (int i = 0; i < 2; i++)
        {
            Assert.True((await test.Catalogue.UndoAsync(entry)).Entry!.Cuts);
            Assert.Equal(ids, Numbers(await StoreAsync(test, s_two)));
            Assert.Equal(["a-r1"], await test.FindRegionsAsync("collection:first"));
            Assert.Equal(["a-r2"], await test.FindRegionsAsync("collection:second"));

            Assert.True((await test.Catalogue.RedoAsync(entry)).Entry!.Cuts);
            Assert.Equal(ids[0], Assert.Single(Numbers(await StoreAsync(test, s_one, s_one))));
            Assert.Equal("1 1", await CountsAsync());
        }

        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));

        async Task<string> CountsAsync() =>
            string.Join(' ', (await test.Catalogue.CollectionsAsync()).Select(collection => collection.Regions));
    }

    [Fact]
    public async Task A_collection_that_is_gone_does_not_keep_a_merge_from_being_undone()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument cut = await StoreAsync(test, s_two);
        long[] ids = [.. cut.Regions.Select(region => region.RegionId!.Value)];
        long collection = (await test.Catalogue.AddCollectionAsync("second")).Result!.Id;
        await test.Catalogue.CollectAsync(collection, [], [ids[1]], putIn: true);
        long? entry = await test.Catalogue.MergeRegionsAsync(cut.FileId!.Value, Cut(s_one), ids[0], [ids[1]]);
        await test.Catalogue.RemoveCollectionAsync(collection);

        Assert.NotNull((await test.Catalogue.UndoAsync(entry)).Entry);
        Assert.Equal(ids, Numbers(await StoreAsync(test, s_two)));
    }

    [Fact]
    public async Task The_parts_of_a_split_have_their_numbers_again_when_it_is_done_again()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument whole = await StoreAsync(test, s_one);
        (double StartS, double EndS)[] parts = [(0, 4), (4, 21)];
        long? entry = (await test.Catalogue.ChangeMarksAsync(SearchTarget.Files, [whole.FileId!.Value], Cut(parts))).HistoryId;
        long[] ids = Numbers(await StoreAsync(test, parts, parts));

        await test.Catalogue.UndoAsync(entry);
        Assert.Equal(Numbers(whole), Numbers(await StoreAsync(test, s_one)));
        await test.Catalogue.RedoAsync(entry!.Value);
        Assert.Equal(ids, Numbers(await StoreAsync(test, parts, parts)));
    }

    [Fact]
    public void A_region_that_is_as_it_was_keeps_its_number_whatever_had_its_stretch_before()
    {
        Stretch[] old = [new(1, 20, 30), new(7, 0, 10)];
        Stretch[] young = [new(11, 0, 10), new(12, 20, 30)];
        Stretch[] marked = [new(1, 0, 10)];

        Dictionary<long, long> numbers = RegionNumbers.Find(old, young, marked, [new Stretch(3, 0, 10), new Stretch(3, 20, 30)]);

        Assert.Equal([(11L, 7L), (12L, 1L)], numbers.Select(pair => (pair.Key, pair.Value)).Order());
    }

    [Fact]
    public void A_number_goes_to_one_region_only()
    {
        Stretch[] young = [new(11, 0, 10), new(12, 20, 30)];

        Dictionary<long, long> numbers = RegionNumbers.Find([], young, [], [new Stretch(3, 0, 10.0004), new Stretch(3, 20, 30)]);

        Assert.Equal((11, 3), (Assert.Single(numbers).Key, numbers[11]));
    }

    private static long[] Numbers(AnalysisDocument document) => [.. document.Regions.Select(region => region.RegionId!.Value)];

    private static MarkChange Cut((double StartS, double EndS)[] regions) =>
        new() { Correct = MarkState.Nothing.Overrides.Add(Correction.Regions, Value(regions)) };

    private static JsonElement Value((double StartS, double EndS)[] regions) =>
        JsonSerializer.SerializeToElement(regions.Select(region => new[] { region.StartS, region.EndS }));

    /// <summary>Analyses a file of these regions, found or cut by hand.</summary>
    private static Task<AnalysisDocument> StoreAsync(
        TestCatalogue test,
        (double StartS, double EndS)[] regions,
        (double StartS, double EndS)[]? hand = null
    )
    {
        AnalysisDocument document = MarkTests.Musical("/m/a.wav");
        ImmutableSortedDictionary<string, JsonElement>? overrides = hand is null
            ? null
            : MarkState.Nothing.Overrides.Add(Correction.Regions, Value(hand));
        return test.StoreAsync(
            Documents.Named(
                document with
                {
                    Regions = [.. regions.Select((region, i) => Documents.Region(i, region.StartS, region.EndS))],
                    Versions = document.Versions.SetItem(Correction.Regions, HandCut.Version(overrides)),
                }
            )
        );
    }
}
