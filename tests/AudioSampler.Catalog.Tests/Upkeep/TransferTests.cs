using System.Text;
using AudioSampler.Analysis;
using AudioSampler.Audio.Regions;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Storage;
using AudioSampler.Catalog.Testing;
using AudioSampler.Catalog.Tests.Marks;
using AudioSampler.Catalog.Upkeep;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Tests.Upkeep;

public sealed class TransferTests
{
    [Fact]
    public async Task A_catalogue_that_is_written_out_and_read_in_is_the_same()
    {
        await using TestCatalogue test = await FilledAsync();
        string root = await test.Catalogue.AddRootAsync(Path.GetTempPath());
        await test.Catalogue.WatchAsync(root, watched: true);
        await test.Catalogue.SaveAnalysisOptionsAsync(new AnalysisOptions { Regions = new SilenceOptions { PaddingSeconds = 0.25 } });
        string first = await ExportAsync(test.Catalogue);
        await using TestCatalogue other = await TestCatalogue.OpenAsync();

        TransferCounts counts = await other.Catalogue.ImportAsync(new StringReader(first));

        Assert.Empty(counts.Problems);
        Assert.Equal((5, 4, 1, 1), (counts.Files, counts.Marks, counts.Collections, counts.Searches));
        Assert.Equal(first, await ExportAsync(other.Catalogue));
        Assert.Empty(await CatalogueInvariants.CheckAsync(other.Data.DatabasePath));
        Assert.Equal([root], other.Catalogue.ListWatched());
        Assert.Equal(0.25, other.Catalogue.AnalysisOptions().Regions.PaddingSeconds);
        Assert.Equal(["a.wav", "b.wav"], await other.FindAsync("mytag:keeper"));
        Assert.Equal(["b-r2"], await other.FindRegionsAsync("collection:storm"));
        Assert.Equal(
            Documents.ToJson((await test.Catalogue.GetDocumentAsync("/m/rich.wav"))! with { FileId = null, Regions = [] }),
            Documents.ToJson((await other.Catalogue.GetDocumentAsync("/m/rich.wav"))! with { FileId = null, Regions = [] })
        );

        // Reading it in again changes nothing.
        await other.Catalogue.ImportAsync(new StringReader(first));
        Assert.Equal(first, await ExportAsync(other.Catalogue));
    }

    [Fact]
    public async Task Lines_that_are_none_are_told_and_the_others_go_on()
    {
        await using TestCatalogue test = await FilledAsync();
        string[] lines = (await ExportAsync(test.Catalogue)).Split('\n');
        lines[1] = lines[1][..40];
        lines = [.. lines[..^1], """{"analysis":{"regions":{"padding_seconds":90}}}""", lines[^1]];
        lines[^4] = """{"mark":{"audio_hash":"sha256:none","state":{"rating":1}}}""";
        await using TestCatalogue other = await TestCatalogue.OpenAsync();

        TransferCounts counts = await other.Catalogue.ImportAsync(new StringReader(string.Join('\n', lines)));

        Assert.Equal(4, counts.Files);
        Assert.Contains(counts.Problems, problem => problem.StartsWith("line 2:", StringComparison.Ordinal));
        Assert.Contains(counts.Problems, problem => problem.Contains("padding", StringComparison.Ordinal));
        Assert.Contains(counts.Problems, problem => problem.Contains("no file holds the audio", StringComparison.Ordinal));
        foreach (string text in new[] { "", "{}", "no JSON", """{"schema":"ais.catalogue/2"}""" })
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => other.Catalogue.ImportAsync(new StringReader(text)));
        }
    }

    [Fact]
    public async Task Removed_files_come_along_and_can_come_back_with_their_marks()
    {
        await using TestCatalogue test = await FilledAsync();
        AnalysisDocument gone = await test.StoreAsync(MarkTests.Musical("/m/gone.wav"));
        long region = gone.Regions[0].RegionId!.Value;
        await test.Catalogue.ChangeMarksAsync(SearchTarget.Regions, [region], new MarkChange { Rating = 5 });
        await test.Catalogue.RemoveFilesAsync([gone.FileId!.Value]);
        string first = await ExportAsync(test.Catalogue);
        await using TestCatalogue other = await TestCatalogue.OpenAsync();

        TransferCounts counts = await other.Catalogue.ImportAsync(new StringReader(first));

        Assert.Empty(counts.Problems);
        Assert.Empty(await other.FindAsync("gone"));
        Assert.Equal(first, await ExportAsync(other.Catalogue));
        (IReadOnlyList<RemovedFile> before, _) = await test.Catalogue.RemovedFilesAsync(10);
        (IReadOnlyList<RemovedFile> after, _) = await other.Catalogue.RemovedFilesAsync(10);
        Assert.Equal(before.Select(file => (file.Path, file.Removed)), after.Select(file => (file.Path, file.Removed)));
        await other.Catalogue.RestoreFilesAsync([after[0].FileId]);
        Assert.Equal(["gone.wav"], await other.FindAsync("gone"));
        AnalysisDocument? back = await other.Catalogue.GetDocumentAsync("/m/gone.wav");
        Assert.Equal(5, back!.Regions[0].User?.Rating);

        await other.Catalogue.ImportAsync(new StringReader(first));
        Assert.Equal(["gone.wav"], await other.FindAsync("gone"));
    }

    [Fact]
    public async Task A_backup_is_restored_while_the_catalogue_is_open()
    {
        await using TestCatalogue test = await FilledAsync();
        string backup = await test.Catalogue.BackupAsync();
        string before = await ExportAsync(test.Catalogue);
        await test.StoreAsync(MarkTests.Musical("/m/later.wav"));

        string aside = CatalogueRestore.Run(test.Data, backup)!;

        Assert.Equal(before, await ExportAsync(test.Catalogue));
        Assert.Empty(await test.Catalogue.CheckAsync());
        CatalogueRestore.Run(test.Data, aside);
        Assert.Equal(["later.wav"], await test.FindAsync("later"));
        Assert.True(CatalogueRestore.Backups(test.Data).Count >= 3);
    }

    [Fact]
    public async Task A_damaged_catalogue_is_moved_aside_and_restored()
    {
        await using TestCatalogue test = await FilledAsync();
        string backup = await test.Catalogue.BackupAsync();
        string before = await ExportAsync(test.Catalogue);
        DataFolder folder = test.Data;
        await test.Catalogue.DisposeAsync();
        await File.WriteAllBytesAsync(folder.DatabasePath, Encoding.ASCII.GetBytes(new string('x', 100_000)));
        await Assert.ThrowsAsync<CatalogueException>(() => Catalogue.OpenAsync(folder));

        string aside = CatalogueRestore.Run(folder, backup)!;

        await using Catalogue restored = await Catalogue.OpenAsync(folder);
        Assert.Equal(before, await ExportAsync(restored));
        Assert.StartsWith("damaged-", Path.GetFileName(aside), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_catalogue_with_damaged_pages_the_faults_are_told_and_no_backup_is_made()
    {
        await using TestCatalogue test = await FilledAsync();
        string sound = await test.Catalogue.BackupAsync();
        string before = await ExportAsync(test.Catalogue);
        DataFolder folder = test.Data;
        await test.Catalogue.DisposeAsync();
        DamagePage(folder.DatabasePath, "region_analysis");

        await using (Catalogue damaged = await Catalogue.OpenAsync(folder))
        {
            Assert.NotEmpty(await damaged.CheckAsync());
            CatalogueException refused = await Assert.ThrowsAsync<CatalogueException>(() => damaged.BackupAsync());
            Assert.Contains("ais restore latest", refused.Message, StringComparison.Ordinal);
            Assert.Equal([sound], Directory.GetFiles(folder.BackupFolder));
        }

        File.Copy(folder.DatabasePath, Path.Combine(folder.BackupFolder, "catalogue-29990101T000000.0000000.db"));
        Assert.Equal(sound, CatalogueRestore.NewestWhole(folder)?.FullName);
        string aside = CatalogueRestore.Run(folder, sound)!;

        Assert.StartsWith("damaged-", Path.GetFileName(aside), StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(folder.BackupFolder), file => Assert.EndsWith(".db", file, StringComparison.Ordinal));
        await using Catalogue restored = await Catalogue.OpenAsync(folder);
        Assert.Empty(await restored.CheckAsync());
        Assert.Equal(before, await ExportAsync(restored));
    }

    [Fact]
    public async Task What_is_no_backup_is_refused_and_nothing_is_lost()
    {
        await using TestCatalogue test = await FilledAsync();
        string before = await ExportAsync(test.Catalogue);
        string text = test.File("text.db");
        await File.WriteAllTextAsync(
            text,
            "this is no database, whatever its name says, and long enough for a header of one to be looked for"
        );
        string empty = test.File("empty.db");
        await File.WriteAllTextAsync(empty, "");

        foreach (string wrong in new[] { text, empty, test.File("none.db") })
        {
            Assert.Throws<CatalogueException>(() => CatalogueRestore.Run(test.Data, wrong));
        }

        Assert.Equal(before, await ExportAsync(test.Catalogue));
    }

    private static void DamagePage(string path, string table)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        long page = Number($"SELECT rootpage FROM sqlite_master WHERE name = '{table}'");
        long size = Number("PRAGMA page_size");
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        connection.Close();
        using FileStream file = File.OpenWrite(path);
        file.Position = (page - 1) * size;
        file.Write([.. Enumerable.Repeat((byte)0xff, (int)size)]);

        long Number(string sql) => (long)connection.Value(sql)!;
    }

    private static async Task<TestCatalogue> FilledAsync()
    {
        TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument a = await test.StoreAsync(MarkTests.Musical("/m/a.wav"));
        AnalysisDocument b = await test.StoreAsync(MarkTests.Musical("/m/b.wav", regions: 3));
        await test.StoreAsync(Documents.Rich("/m/rich.wav"));
        AnalysisDocument failed = Documents.Failed("/m/failed.wav");
        await test.Catalogue.FailAsync(Documents.Identity(failed), failed, default);

        // A second path of the same audio, both away: neither is the other one moved.
        string there = test.File("copy.wav");
        await File.WriteAllTextAsync(there, "there");
        AnalysisDocument kept = await test.StoreAsync(MarkTests.Musical(there) with { File = Documents.Facts(there, "copied", 60) });
        await test.Catalogue.ChangeMarksAsync(
            SearchTarget.Files,
            [a.FileId!.Value],
            new MarkChange { AddTags = ["keeper"], Note = "nice" }
        );
        await test.Catalogue.ChangeMarksAsync(
            SearchTarget.Regions,
            [b.Regions[1].RegionId!.Value],
            new MarkChange { AddTags = ["keeper"], Rating = 4 }
        );
        CollectionInfo storm = (await test.Catalogue.AddCollectionAsync("storm")).Result!;
        await test.Catalogue.CollectAsync(storm.Id, [], [b.Regions[1].RegionId!.Value], putIn: true);
        await test.Catalogue.SaveSearchAsync("loops", SearchQuery.Everything, SearchSort.ByName);
        Assert.NotNull(kept.FileId);
        return test;
    }

    private static async Task<string> ExportAsync(Catalogue catalogue)
    {
        await using var text = new StringWriter { NewLine = "\n" };
        await catalogue.ExportAsync(text);
        return text.ToString().TrimEnd('\n');
    }
}
