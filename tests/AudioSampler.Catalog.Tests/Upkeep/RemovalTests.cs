using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests.Upkeep;

public sealed class RemovalTests
{
    [Fact]
    public async Task What_is_removed_is_found_counted_and_shown_nowhere_and_undo_brings_all_of_it_back()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument kick = await test.StoreAsync(Documents.Simple("/m/kick.wav"));
        AnalysisDocument rain = await test.StoreAsync(Documents.Simple("/m/rain.wav"));
        long id = rain.FileId!.Value;
        CollectionInfo film = (await test.Catalogue.AddCollectionAsync("film")).Result!;
        await test.Catalogue.ChangeMarksAsync(
            SearchTarget.Files,
            [id],
            new MarkChange
            {
                AddTags = ["wet"],
                Rating = 4,
                Note = "gate at noon",
            }
        );
        await test.Catalogue.CollectAsync(film.Id, [id], [], putIn: true);
        await test.Catalogue.CollectAsync(film.Id, [], [rain.Regions[0].RegionId!.Value], putIn: true);
        AnalysisDocument before = (await test.Catalogue.GetDocumentAsync(id))!;

        Assert.Single(await test.Catalogue.UserTagsAsync());

        HistoryEntry removed = (await test.Catalogue.RemoveFilesAsync([id, 4711]))!;

        Assert.Equal(1, removed.Count);
        Assert.Equal(["kick.wav"], await test.FindAsync(""));
        Assert.Equal(["kick-r1"], await test.FindRegionsAsync(""));
        Assert.Empty(await test.FindAsync("rain OR mytag:wet OR gate OR collection:film"));
        Assert.Empty(await test.FindRegionsAsync("rain OR mytag:wet OR collection:film"));
        Assert.Null(await test.Catalogue.GetDocumentAsync(id));
        Assert.Null(await test.Catalogue.GetDocumentAsync("/m/rain.wav"));
        Assert.Null(await test.Catalogue.GetRegionAsync(rain.Regions[0].RegionId!.Value));
        Assert.Null(await test.Catalogue.FindMarkAsync(SearchTarget.Files, id));
        Assert.Empty(await test.Catalogue.UserTagsAsync());
        CatalogueStats stats = await test.Catalogue.StatsAsync();
        Assert.Equal((1L, 1L, 1L), (stats.Files, stats.Audio, stats.Regions));
        CollectionInfo empty = Assert.Single(await test.Catalogue.CollectionsAsync());
        Assert.Equal((0L, 0L), (empty.Files, empty.Regions));

        Assert.Equal(removed.Id, (await test.Catalogue.UndoAsync(null)).Entry!.Id);

        Assert.Equal(["kick.wav", "rain.wav"], await test.FindAsync(""));
        Assert.Single(await test.Catalogue.UserTagsAsync());
        Assert.Equal(["rain.wav"], await test.FindAsync("rain mytag:wet gate rating:4 collection:film"));
        Assert.Equal(["rain-r1"], await test.FindRegionsAsync("rain collection:film"));
        AnalysisDocument after = (await test.Catalogue.GetDocumentAsync(id))!;
        Assert.Equal(before.Regions[0].RegionId, after.Regions[0].RegionId);
        Assert.Equal((before.User!.Tags[0], before.User.Note), (after.User!.Tags[0], after.User.Note));
        Assert.Equal(before.File, after.File);
        Assert.Equal(0, (await test.Catalogue.RemovedFilesAsync(10)).Total);
        Assert.Equal(kick.FileId, (await test.Catalogue.GetDocumentAsync("/m/kick.wav"))!.FileId);
    }

    [Fact]
    public async Task A_copy_keeps_the_audio_but_is_not_found_by_the_removed_name()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument first = await test.StoreAsync(Documents.Simple(Written(test, "dusty.wav"), audio: "same"));
        await test.StoreAsync(Documents.Simple(Written(test, "clean.wav"), audio: "same"));

        await test.Catalogue.RemoveFilesAsync([first.FileId!.Value]);

        Assert.Empty(await test.FindRegionsAsync("dusty"));
        Assert.Equal(["clean-r1"], await test.FindRegionsAsync("clean"));
        Assert.Equal(1, (await test.Catalogue.StatsAsync()).Regions);
        Assert.Equal(1, await test.Catalogue.RestoreFilesAsync([first.FileId.Value]));
        Assert.Equal(["clean.wav", "dusty.wav"], await test.FindAsync(""));
        Assert.NotEmpty(await test.FindRegionsAsync("dusty"));
    }

    [Fact]
    public async Task Analysing_a_removed_file_again_brings_it_back_under_its_number()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument document = Documents.Simple("/m/a.wav");
        long id = (await test.StoreAsync(document)).FileId!.Value;
        await test.Catalogue.ChangeMarksAsync(SearchTarget.Files, [id], new MarkChange { Rating = 5 });
        await test.Catalogue.RemoveFilesAsync([id]);

        // As the engine does with audio that it knows: no analysis, only a link.
        FileIdentity identity = Documents.Identity(document);
        Assert.NotNull(await test.Catalogue.FindAsync(identity, default));
        AnalysisDocument linked = await test.Catalogue.LinkAsync(identity, document.File!, default);

        Assert.Equal(id, linked.FileId);
        Assert.Equal(["a.wav"], await test.FindAsync("rating:5"));
        Assert.Equal(["a-r1"], await test.FindRegionsAsync(""));

        await test.Catalogue.RemoveFilesAsync([id]);
        AnalysisDocument anew = await test.StoreAsync(document);

        Assert.Equal(id, anew.FileId);
        Assert.Equal(["a-r1"], await test.FindRegionsAsync(""));
        Assert.Empty((await test.Catalogue.RemovedFilesAsync(10)).Files);
    }

    [Fact]
    public async Task A_watched_folder_does_not_bring_back_what_was_removed()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument stored = await test.StoreAsync(Documents.Simple("/m/a.wav"));
        var before = test.Catalogue.KnownBelow("/m");

        await test.Catalogue.RemoveFilesAsync([stored.FileId!.Value]);

        Assert.Equal(before, test.Catalogue.KnownBelow("/m"));
    }

    [Fact]
    public async Task Clock_that_jumps_ahead_and_is_set_right_within_the_day_makes_nothing_forgotten()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument stored = await test.StoreAsync(Documents.Simple("/m/song.wav"));
        await test.Catalogue.RemoveFilesAsync([stored.FileId!.Value]);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        DateTimeOffset ahead = now + (2 * Catalogue.RemovedFor);

        Assert.Equal(0, await ForgottenAsync(now));
        Assert.Equal(0, await ForgottenAsync(now + TimeSpan.FromDays(2)));
        Assert.Equal(0, await ForgottenAsync(ahead)); // It was not due at the look before.
        Assert.Equal(0, await ForgottenAsync(ahead + TimeSpan.FromHours(20))); // This look is none: too soon.
        Assert.Equal(0, await ForgottenAsync(now + TimeSpan.FromDays(3))); // Set right: counted from here.
        Assert.Equal(0, await ForgottenAsync(now + TimeSpan.FromDays(4)));
        Assert.Equal(1, (await test.Catalogue.RemovedFilesAsync(10)).Total);

        Assert.Equal(0, await ForgottenAsync(ahead));
        Assert.Equal(1, await ForgottenAsync(ahead + TimeSpan.FromDays(1))); // So it is true.

        async Task<int> ForgottenAsync(DateTimeOffset when) => (await test.Catalogue.ForgetRemovedLongAgoAsync(when)).Files;
    }

    [Fact]
    public async Task After_its_time_it_is_forgotten_with_what_only_it_held()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        string upload = Path.Combine(test.Data.UploadFolder, "sent.wav");
        Directory.CreateDirectory(test.Data.UploadFolder);
        await File.WriteAllTextAsync(upload, "sound");
        string own = Written(test, "own.wav");
        AnalysisDocument sent = await test.StoreAsync(Documents.Simple(upload, audio: "sent"));
        AnalysisDocument mine = await test.StoreAsync(Documents.Simple(own, audio: "own"));
        AnalysisDocument copied = await test.StoreAsync(Documents.Simple(Written(test, "copied.wav"), audio: "kept"));
        await test.StoreAsync(Documents.Simple(Written(test, "copy.wav"), audio: "kept"));
        await test.Catalogue.RemoveFilesAsync([sent.FileId!.Value, mine.FileId!.Value, copied.FileId!.Value]);

        ForgottenFiles early = await test.Catalogue.ForgetRemovedAsync(DateTimeOffset.UtcNow - Catalogue.RemovedFor);
        Assert.Equal((0, 0), (early.Files, early.Audio));
        Assert.Equal(3, (await test.Catalogue.RemovedFilesAsync(10)).Total);

        ForgottenFiles forgotten = await test.Catalogue.ForgetRemovedAsync(DateTimeOffset.UtcNow.AddMinutes(1));

        Assert.Equal((3, 2), (forgotten.Files, forgotten.Audio));
        Assert.Empty(forgotten.Problems);
        Assert.False(File.Exists(upload));
        Assert.True(File.Exists(own), "a file outside of the data folder is never deleted");
        Assert.Equal(["copy.wav"], await test.FindAsync(""));
        Assert.Equal(["copy-r1"], await test.FindRegionsAsync(""));
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM audio"));
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM regions"));
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM region_text"));
        Assert.Empty(await test.Catalogue.CheckAsync());
        Assert.NotNull((await test.Catalogue.UndoAsync(null)).Entry); // the entry is there, what it removed is not
        Assert.Equal(["copy.wav"], await test.FindAsync(""));
    }

    [Fact]
    public async Task It_survives_reopening_and_says_until_when()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument stored = await test.StoreAsync(Documents.Simple("/m/a.wav"));
        HistoryEntry entry = (await test.Catalogue.RemoveFilesAsync([stored.FileId!.Value]))!;

        await test.ReopenAsync();

        RemovedFile removed = Assert.Single((await test.Catalogue.RemovedFilesAsync(10)).Files);
        Assert.Equal((stored.FileId, "/m/a.wav", "a.wav", entry.Id), (removed.FileId, removed.Path, removed.Name, removed.HistoryId));
        Assert.Equal(Catalogue.RemovedFor, removed.Until - removed.Removed);
        Assert.Empty((await test.Catalogue.RemovedFilesAsync(10, skip: 1)).Files);
        Assert.Null(await test.Catalogue.RemoveFilesAsync([stored.FileId.Value]));
        Assert.Equal(0, await test.Catalogue.RestoreFilesAsync([4711]));
        Assert.Equal(1, await test.Catalogue.RestoreFilesAsync([removed.FileId]));
        Assert.Equal(["a.wav"], await test.FindAsync(""));
    }

    [Fact]
    public async Task A_failed_file_is_removed_and_comes_back_too()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument failed = Documents.Failed("/m/broken.wav");
        long id = (await test.Catalogue.FailAsync(new FileIdentity(failed.Path, 10, Documents.Modified), failed, default)).FileId!.Value;

        await test.Catalogue.RemoveFilesAsync([id]);

        Assert.Empty(await test.FindAsync("is:failed OR broken"));
        await test.Catalogue.UndoAsync(null);
        Assert.Equal(["broken.wav"], await test.FindAsync("broken"));
    }

    /// <summary>A file that is there: a copy of one that is away would count as moved.</summary>
    private static string Written(TestCatalogue test, string name)
    {
        string path = test.File(name);
        File.WriteAllText(path, "sound");
        return path;
    }
}
