using AudioSampler.Analysis.Engine;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests;

public sealed class IdentityTests
{
    [Fact]
    public async Task Copy_shares_results_and_has_a_row_of_its_own()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        (AnalysisDocument original, string copyPath) = await StoreAndCopyAsync(test);
        FileFacts copy = original.File! with { Name = "copy.wav" };

        AnalysisDocument? known = await test.Catalogue.FindAsync(Identity(copyPath, copy), default);
        AnalysisDocument linked = await test.Catalogue.LinkAsync(Identity(copyPath, copy), copy, default);

        Assert.Equal((copyPath, null, "copy.wav"), (known!.Path, known.FileId, known.File!.Name));
        Assert.NotEqual(original.FileId, linked.FileId);
        Assert.Equal(original.Regions[0].RegionId, linked.Regions[0].RegionId);
        Assert.Equal(
            Documents.ToJson(Documents.Named(original with { Path = copyPath, FileId = linked.FileId, File = copy })),
            Documents.ToJson(linked)
        );
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM audio"));
        Assert.Equal(2, (await test.FindAsync("thunder")).Length);
    }

    [Fact]
    public async Task Moved_file_keeps_its_row()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        (AnalysisDocument original, string movedPath) = await StoreAndCopyAsync(test);
        File.Delete(original.Path);

        AnalysisDocument linked = await test.Catalogue.LinkAsync(Identity(movedPath, original.File!), original.File!, default);

        Assert.Equal(original.FileId, linked.FileId);
        Assert.Null(await test.Catalogue.GetDocumentAsync(original.Path));
        Assert.Equal(["copy.wav"], await test.FindAsync("copy"));
        Assert.Empty(await test.FindAsync("\"original wav\""));
    }

    [Fact]
    public async Task File_under_a_root_that_is_gone_is_no_move()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        string root = test.File("disk");
        Directory.CreateDirectory(root);
        AnalysisDocument original = Documents.Rich(Path.Combine(root, "original.wav"));
        await File.WriteAllTextAsync(original.Path, "x");
        original = await test.StoreAsync(original);
        await test.Catalogue.AddRootAsync(root);
        File.Delete(original.Path); // an unmounted disk is an empty folder

        string copyPath = test.File("copy.wav");
        AnalysisDocument linked = await test.Catalogue.LinkAsync(Identity(copyPath, original.File!), original.File!, default);

        Assert.NotEqual(original.FileId, linked.FileId);
        Assert.NotNull(await test.Catalogue.GetDocumentAsync(original.Path));
    }

    [Fact]
    public async Task Retagged_file_keeps_results_and_shows_its_new_metadata()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        (AnalysisDocument original, _) = await StoreAndCopyAsync(test);
        FileFacts retagged = original.File! with
        {
            ContentHash = Documents.Hash("other bytes"),
            Metadata = original.File!.Metadata.SetItem("title", "Zebra crossing"),
        };

        AnalysisDocument linked = await test.Catalogue.LinkAsync(Identity(original.Path, retagged), retagged, default);

        Assert.Equal(original.FileId, linked.FileId);
        Assert.Equal("Zebra crossing", linked.File!.Metadata["title"]);
        Assert.Empty(linked.Warnings); // they spoke of other bytes
        Assert.Equal(["original.wav"], await test.FindAsync("zebra"));
    }

    [Fact]
    public async Task Touched_file_is_found_by_its_content()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        (AnalysisDocument original, _) = await StoreAndCopyAsync(test);
        var touched = new FileIdentity(original.Path, original.File!.SizeBytes, Documents.Modified.AddMinutes(1));

        Assert.Null(await test.Catalogue.FindAsync(touched, default));
        AnalysisDocument? found = await test.Catalogue.FindAsync(touched with { ContentHash = original.File.ContentHash }, default);

        Assert.Equal(Documents.ToJson(original), Documents.ToJson(found));
    }

    [Fact]
    public async Task Unchanged_file_is_found_by_path_size_and_time_alone()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        (AnalysisDocument original, _) = await StoreAndCopyAsync(test);
        var identity = new FileIdentity(original.Path, original.File!.SizeBytes, Documents.Modified);

        Assert.Equal(Documents.ToJson(original), Documents.ToJson(await test.Catalogue.FindAsync(identity, default)));
        Assert.Null(await test.Catalogue.FindAsync(identity with { Path = "/elsewhere.wav" }, default));
    }

    [Fact]
    public async Task New_analysis_of_a_copy_renews_them_all()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        (AnalysisDocument original, string copyPath) = await StoreAndCopyAsync(test);
        await test.Catalogue.LinkAsync(Identity(copyPath, original.File!), original.File!, default);

        await test.StoreAsync(Documents.Simple(copyPath, "rich", new FileSummary { Tags = [new TagScore("Bagpipes", 1)] }));

        AnalysisDocument renewed = (await test.Catalogue.GetDocumentAsync(original.Path))!;
        Assert.Equal("Bagpipes", renewed.Summary!.Tags[0].Label);
        Assert.Equal(AnalysisStatus.Complete, renewed.Status);
        Assert.Equal(["copy.wav", "original.wav"], await test.FindAsync("tag:bagpipes status:complete"));
    }

    [Fact]
    public async Task Changed_file_is_other_audio_and_the_old_results_stay()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        (AnalysisDocument original, _) = await StoreAndCopyAsync(test);

        AnalysisDocument changed = await test.StoreAsync(Documents.Simple(original.Path, "something else"));

        Assert.Equal(original.FileId, changed.FileId);
        Assert.NotNull(await test.Catalogue.FindAsync(Identity("/back.wav", original.File!), default));
    }

    [Fact]
    public async Task Unknown_audio_is_not_linked()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument document = Documents.Simple("/music/a.wav");

        await Assert.ThrowsAsync<ArgumentException>(() => test.Catalogue.LinkAsync(Documents.Identity(document), document.File!, default));
    }

    private static FileIdentity Identity(string path, FileFacts facts) =>
        new(path, facts.SizeBytes, Documents.Modified) { ContentHash = facts.ContentHash, AudioHash = facts.AudioHash };

    private static async Task<(AnalysisDocument Original, string CopyPath)> StoreAndCopyAsync(TestCatalogue test)
    {
        string path = test.File("original.wav");
        string copyPath = test.File("copy.wav");
        await File.WriteAllTextAsync(path, "x");
        await File.WriteAllTextAsync(copyPath, "x");
        return (await test.StoreAsync(Documents.Rich(path)), copyPath);
    }
}
