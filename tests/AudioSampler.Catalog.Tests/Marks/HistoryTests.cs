using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Storage;
using AudioSampler.Catalog.Testing;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Tests.Marks;

public sealed class HistoryTests
{
    [Fact]
    public async Task Every_change_of_a_collection_is_an_entry_and_is_undone()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument a = await test.StoreAsync(MarkTests.Musical("/m/a.wav", regions: 3));
        long[] regions = [.. a.Regions.Select(region => region.RegionId!.Value)];

        (CollectionInfo? made, long? making) = await test.Catalogue.AddCollectionAsync("storm");
        long id = made!.Id;
        long? putting = (await test.Catalogue.CollectAsync(id, [a.FileId!.Value], [regions[2]], putIn: true)).HistoryId;
        long? taking = (await test.Catalogue.CollectAsync(id, [], [regions[2], regions[1]], putIn: false)).HistoryId;
        long? naming = (await test.Catalogue.RenameCollectionAsync(id, "rain")).HistoryId;
        long? removing = await test.Catalogue.RemoveCollectionAsync(id);

        Assert.Equal(
            [
                (removing, "collection rain removed", 1),
                (naming, "collection storm named rain", 1),
                (taking, "taken out of collection storm", 1),
                (putting, "put into collection storm", 2),
                (making, "collection storm made", 1),
            ],
            (await test.Catalogue.HistoryAsync(10)).Select(entry => ((long?)entry.Id, entry.Action, entry.Count))
        );
        string[] states = ["rain 1 0", "storm 1 0", "storm 1 1", "storm 0 0", ""];
        foreach (string state in states)
        {
            Assert.NotNull((await test.Catalogue.UndoAsync(null)).Entry);
            Assert.Equal(state, await SaidAsync(test, id));
        }

        // And each of them again, up to the last.
        foreach ((long? entry, string state) in new[] { making, putting, taking, naming, removing }.Zip([.. states.Reverse().Skip(1), ""]))
        {
            Assert.False((await test.Catalogue.RedoAsync(entry!.Value)).Entry!.Undone);
            Assert.Equal(state, await SaidAsync(test, id));
        }

        await test.Catalogue.UndoAsync(removing);
        Assert.Equal("rain 1 0", await SaidAsync(test, id));
        Assert.Equal(made.Created, (await test.Catalogue.FindCollectionAsync(id))!.Created);
        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
    }

    [Fact]
    public async Task What_comes_back_into_a_collection_has_its_place()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument a = await test.StoreAsync(MarkTests.Musical("/m/a.wav", regions: 3));
        long[] regions = [.. a.Regions.Select(region => region.RegionId!.Value)];
        long id = (await test.Catalogue.AddCollectionAsync("storm")).Result!.Id;
        foreach (long region in new[] { regions[2], regions[0], regions[1] })
        {
            await test.Catalogue.CollectAsync(id, [], [region], putIn: true);
        }

        CollectionItem[] before = Items(test, id);
        await test.Catalogue.CollectAsync(id, [], [regions[0]], putIn: false);
        await test.Catalogue.UndoAsync(null);
        Assert.Equal(before, Items(test, id));
        await test.Catalogue.RemoveCollectionAsync(id);
        await test.Catalogue.UndoAsync(null);
        Assert.Equal(before, Items(test, id));
    }

    [Fact]
    public async Task What_changes_nothing_is_no_entry()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument a = await test.StoreAsync(MarkTests.Musical("/m/a.wav"));
        long id = (await test.Catalogue.AddCollectionAsync("storm")).Result!.Id;
        await test.Catalogue.CollectAsync(id, [a.FileId!.Value], [], putIn: true);

        Assert.Null((await test.Catalogue.CollectAsync(id, [a.FileId.Value], [99], putIn: true)).HistoryId);
        Assert.Null((await test.Catalogue.CollectAsync(id, [], [a.Regions[0].RegionId!.Value], putIn: false)).HistoryId);
        Assert.Null((await test.Catalogue.RenameCollectionAsync(id, " storm ")).HistoryId);
        Assert.Null((await test.Catalogue.AddCollectionAsync("Storm")).HistoryId);
        Assert.Null(
            (await test.Catalogue.ChangeMarksAsync(SearchTarget.Files, [a.FileId.Value], new MarkChange { RemoveTags = ["no"] })).HistoryId
        );
        Assert.Equal(2, (await test.Catalogue.HistoryAsync(10)).Count);
    }

    [Fact]
    public async Task A_name_that_another_has_meanwhile_is_in_the_way()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        long id = (await test.Catalogue.AddCollectionAsync("storm")).Result!.Id;
        long? naming = (await test.Catalogue.RenameCollectionAsync(id, "rain")).HistoryId;
        long other = (await test.Catalogue.AddCollectionAsync("Storm")).Result!.Id;

        HistoryStep named = await test.Catalogue.UndoAsync(naming);
        Assert.True(named.Obstacle!.IsName);
        Assert.Equal("rain 0 0", await SaidAsync(test, id));

        long? removing = await test.Catalogue.RemoveCollectionAsync(id);
        await test.Catalogue.RenameCollectionAsync(other, "rain");
        Assert.True((await test.Catalogue.UndoAsync(removing)).Obstacle!.IsName);
        await test.Catalogue.RemoveCollectionAsync(other);
        Assert.NotNull((await test.Catalogue.UndoAsync(removing)).Entry);
        Assert.NotNull((await test.Catalogue.UndoAsync(naming)).Entry);
        Assert.Equal("storm 0 0", await SaidAsync(test, id));
    }

    [Fact]
    public async Task What_was_changed_since_is_in_the_way_or_stays()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument a = await test.StoreAsync(MarkTests.Musical("/m/a.wav"));
        (CollectionInfo? storm, long? making) = await test.Catalogue.AddCollectionAsync("storm");
        long? putting = (await test.Catalogue.CollectAsync(storm!.Id, [a.FileId!.Value], [], putIn: true)).HistoryId;

        // It isn't empty any more, and would take with it what was put in.
        HistoryStep full = await test.Catalogue.UndoAsync(making);
        Assert.Contains("other things are in", full.Obstacle!.Message, StringComparison.Ordinal);
        Assert.Equal("storm 1 0", await SaidAsync(test, storm.Id));

        // What another entry put in anew stays.
        await test.Catalogue.CollectAsync(storm.Id, [a.FileId.Value], [], putIn: false);
        await test.Catalogue.CollectAsync(storm.Id, [a.FileId.Value], [], putIn: true);
        Assert.NotNull((await test.Catalogue.UndoAsync(putting)).Entry);
        Assert.Equal("storm 1 0", await SaidAsync(test, storm.Id));

        await test.Catalogue.RemoveCollectionAsync(storm.Id);
        long? last = (await test.Catalogue.HistoryAsync(10))
            .First(entry => entry is { Undone: false, Count: 1 } && entry.Action.StartsWith("put", StringComparison.Ordinal))
            .Id;
        HistoryStep gone = await test.Catalogue.UndoAsync(last);
        Assert.Equal((false, "the collection 'storm' is no more: undo its removal first"), (gone.Obstacle!.IsName, gone.Obstacle.Message));
    }

    [Fact]
    public async Task What_undoing_changed_is_done_again_and_no_more()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument a = await test.StoreAsync(MarkTests.Musical("/m/a.wav", regions: 2));
        long[] ids = [.. a.Regions.Select(region => region.RegionId!.Value)];
        long both = (await RateAsync(4, ids))!.Value;
        await RateAsync(5, ids[1]);

        await test.Catalogue.UndoAsync(both);
        Assert.Equal([null, 5], await RatingsAsync());
        Assert.Null((await test.Catalogue.UndoAsync(both)).Entry);
        Assert.False((await test.Catalogue.RedoAsync(both)).Entry!.Undone);
        Assert.Equal([4, 5], await RatingsAsync());
        Assert.Null((await test.Catalogue.RedoAsync(both)).Entry);
        Assert.Null((await test.Catalogue.RedoAsync(both)).Obstacle);

        // Rated otherwise since: all of it or nothing.
        await test.Catalogue.UndoAsync(both);
        await RateAsync(1, ids[0]);
        HistoryStep changed = await test.Catalogue.RedoAsync(both);
        Assert.False(changed.Obstacle!.IsName);
        Assert.Equal([1, 5], await RatingsAsync());
        await test.Catalogue.UndoAsync(null);
        Assert.NotNull((await test.Catalogue.RedoAsync(both)).Entry);
        Assert.Equal([4, 5], await RatingsAsync());

        async Task<long?> RateAsync(int rating, params long[] regions) =>
            (await test.Catalogue.ChangeMarksAsync(SearchTarget.Regions, regions, new MarkChange { Rating = rating })).HistoryId;

        async Task<int?[]> RatingsAsync() =>
            [
                (await test.Catalogue.FindMarkAsync(SearchTarget.Regions, ids[0]))!.Rating,
                (await test.Catalogue.FindMarkAsync(SearchTarget.Regions, ids[1]))!.Rating,
            ];
    }

    [Fact]
    public async Task Entries_of_before_are_undone_and_done_again()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument a = await test.StoreAsync(MarkTests.Musical("/m/a.wav"));
        long entry = (await test.Catalogue.ChangeMarksAsync(SearchTarget.Files, [a.FileId!.Value], new MarkChange { Rating = 4 }))
            .HistoryId!
            .Value;
        using (var connection = new SqliteConnection($"Data Source={test.Data.DatabasePath};Pooling=False"))
        {
            connection.Open();
            connection.Execute("UPDATE history SET changes = json_extract(changes, '$.marks')");
        }

        Assert.NotNull((await test.Catalogue.UndoAsync(entry)).Entry);
        Assert.Null((await test.Catalogue.FindMarkAsync(SearchTarget.Files, a.FileId.Value))!.Rating);
        Assert.NotNull((await test.Catalogue.RedoAsync(entry)).Entry);
        Assert.Equal(4, (await test.Catalogue.FindMarkAsync(SearchTarget.Files, a.FileId.Value))!.Rating);
    }

    [Fact]
    public async Task Files_that_came_back_are_removed_again()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument a = await test.StoreAsync(MarkTests.Musical("/m/a.wav"));
        long entry = (await test.Catalogue.RemoveFilesAsync([a.FileId!.Value]))!.Id;
        await test.Catalogue.UndoAsync(entry);
        Assert.Equal(["a.wav"], await test.FindAsync(""));

        Assert.NotNull((await test.Catalogue.RedoAsync(entry)).Entry);
        Assert.Empty(await test.FindAsync(""));
        Assert.Equal(entry, Assert.Single((await test.Catalogue.RemovedFilesAsync(10)).Files).HistoryId);
        await test.Catalogue.UndoAsync(entry);
        Assert.Equal(["a.wav"], await test.FindAsync(""));
        await test.Catalogue.RemoveFilesAsync([a.FileId.Value]);
        Assert.NotNull((await test.Catalogue.RedoAsync(entry)).Obstacle);
        await test.Catalogue.UndoAsync(null);
        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
    }

    private static async Task<string> SaidAsync(TestCatalogue test, long id) =>
        await test.Catalogue.FindCollectionAsync(id) is { } collection
            ? FormattableString.Invariant($"{collection.Name} {collection.Files} {collection.Regions}")
            : "";

    private static CollectionItem[] Items(TestCatalogue test, long id)
    {
        using var connection = new SqliteConnection($"Data Source={test.Data.DatabasePath};Pooling=False");
        connection.Open();
        return CollectionTable.Items(connection, id);
    }
}
