using System.Text;
using System.Text.Json.Nodes;
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
        lines = [.. lines[..^1], """{"mark":{"audio_hash":"sha256:none","state":{"overrides":{"markers":"here"}}}}""", lines[^1]];
        await using TestCatalogue other = await TestCatalogue.OpenAsync();

        TransferCounts counts = await other.Catalogue.ImportAsync(new StringReader(string.Join('\n', lines)));

        Assert.Contains(counts.Problems, problem => problem.Contains("Marker", StringComparison.Ordinal));
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
    public async Task The_history_comes_along_and_is_undone_and_done_again_there()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument a = await test.StoreAsync(MarkTests.Musical("/m/a.wav", regions: 3));
        AnalysisDocument gone = await test.StoreAsync(
            MarkTests.Musical("/m/gone.wav") with
            {
                File = Documents.Facts("/m/gone.wav", "gone", 60),
            }
        );
        long[] ids = [.. a.Regions.Select(region => region.RegionId!.Value)];
        long first = (await test.Catalogue.AddCollectionAsync("first")).Result!.Id;
        long storm = (await test.Catalogue.AddCollectionAsync("storm")).Result!.Id;
        await test.Catalogue.CollectAsync(storm, [gone.FileId!.Value], [ids[2]], putIn: true);
        await test.Catalogue.CollectAsync(storm, [], [ids[0]], putIn: true);
        await test.Catalogue.RemoveCollectionAsync(first);
        long rated = (await test.Catalogue.ChangeMarksAsync(SearchTarget.Regions, ids, new MarkChange { Rating = 4 })).HistoryId!.Value;
        await test.Catalogue.UndoAsync(rated);
        await test.Catalogue.RemoveFilesAsync([gone.FileId.Value]);
        await test.Catalogue.RemoveCollectionAsync(storm);
        string written = await ExportAsync(test.Catalogue);
        await using TestCatalogue other = await TestCatalogue.OpenAsync();

        TransferCounts counts = await other.Catalogue.ImportAsync(new StringReader(written));

        Assert.Empty(counts.Problems);
        Assert.Equal(8, counts.Entries);
        Assert.Equal(written, await ExportAsync(other.Catalogue));
        Assert.Equal(await test.Catalogue.HistoryAsync(20), await other.Catalogue.HistoryAsync(20));

        // All of it works there: the collection and the file come back, ratings are given again.
        Assert.Equal("collection storm removed", (await other.Catalogue.UndoAsync(null)).Entry!.Action);
        Assert.Equal(["a-r1", "a-r3"], await other.FindRegionsAsync("collection:storm"));
        Assert.Equal("removed from the catalogue", (await other.Catalogue.UndoAsync(null)).Entry!.Action);
        Assert.Equal(["gone.wav"], await other.FindAsync("collection:storm"));
        Assert.NotNull((await other.Catalogue.RedoAsync(rated)).Entry);
        Assert.Equal(["a-r1", "a-r2", "a-r3"], await other.FindRegionsAsync("rating:4"));
        Assert.True((await other.Catalogue.AddCollectionAsync("new")).Result!.Id > Math.Max(first, storm));
        Assert.Empty(await CatalogueInvariants.CheckAsync(other.Data.DatabasePath));
    }

    [Fact]
    public async Task What_is_read_in_beside_a_history_keeps_its_order_and_comes_once()
    {
        await using TestCatalogue test = await FilledAsync();
        string written = await ExportAsync(test.Catalogue);
        await using TestCatalogue other = await TestCatalogue.OpenAsync();
        AnalysisDocument own = await other.StoreAsync(MarkTests.Musical("/m/own.wav"));
        long storm = (await other.Catalogue.AddCollectionAsync("Storm")).Result!.Id;
        await other.Catalogue.CollectAsync(storm, [own.FileId!.Value], [], putIn: true);
        List<string> actions = [.. (await test.Catalogue.HistoryAsync(50)).Select(entry => entry.Action), .. await ActionsAsync()];

        await other.Catalogue.ImportAsync(new StringReader(written));
        await other.Catalogue.ImportAsync(new StringReader(written));

        Assert.Equal(actions, await ActionsAsync());
        await other.Catalogue.UndoAsync(null);
        Assert.Empty(await other.FindRegionsAsync("collection:storm"));
        Assert.Equal(["own.wav"], await other.FindAsync("collection:storm"));

        async Task<string[]> ActionsAsync() => [.. (await other.Catalogue.HistoryAsync(50)).Select(entry => entry.Action)];
    }

    [Fact]
    public async Task Marks_of_a_merged_region_stay_with_it_and_those_that_wait_wait()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument two = await test.StoreAsync(Cut((0, 2), (2, 12)));
        await test.Catalogue.ChangeMarksAsync(SearchTarget.Regions, [two.Regions[0].RegionId!.Value], new MarkChange { Name = "short" });
        await test.Catalogue.ChangeMarksAsync(SearchTarget.Regions, [two.Regions[1].RegionId!.Value], new MarkChange { Name = "long" });
        AnalysisDocument one = await test.StoreAsync(Cut((0, 12)));
        string written = await ExportAsync(test.Catalogue);
        await using TestCatalogue other = await TestCatalogue.OpenAsync();

        await other.Catalogue.ImportAsync(new StringReader(written));

        Assert.Equal(written, await ExportAsync(other.Catalogue));
        Assert.Equal("short", one.Regions[0].User?.Name);
        Assert.Equal("short", (await other.Catalogue.GetDocumentAsync("/m/cut.wav"))!.Regions[0].User?.Name);
        AnalysisDocument again = await other.StoreAsync(Cut((0, 2), (2, 12)));
        Assert.Equal(["short", "long"], again.Regions.Select(region => region.User?.Name));

        static AnalysisDocument Cut(params (double StartS, double EndS)[] regions) =>
            Documents.Named(
                MarkTests.Musical("/m/cut.wav") with
                {
                    Regions = [.. regions.Select((region, i) => Documents.Region(i, region.StartS, region.EndS))],
                }
            );
    }

    [Fact]
    public async Task Catalogues_that_were_written_without_a_history_are_read_in()
    {
        await using TestCatalogue test = await FilledAsync();
        AnalysisDocument gone = await test.StoreAsync(
            MarkTests.Musical("/m/gone.wav") with
            {
                File = Documents.Facts("/m/gone.wav", "gone", 60),
            }
        );
        await test.Catalogue.RemoveFilesAsync([gone.FileId!.Value]);
        string before = WithoutHistory(await ExportAsync(test.Catalogue));
        await using TestCatalogue other = await TestCatalogue.OpenAsync();

        TransferCounts counts = await other.Catalogue.ImportAsync(new StringReader(before));

        Assert.Empty(counts.Problems);
        Assert.Equal((6, 4, 1, 0), (counts.Files, counts.Marks, counts.Collections, counts.Entries));
        Assert.Equal(["b-r2"], await other.FindRegionsAsync("collection:storm"));
        HistoryEntry removal = Assert.Single(await other.Catalogue.HistoryAsync(10));
        Assert.Equal(("removed from the catalogue", 1), (removal.Action, removal.Count));
        await other.Catalogue.UndoAsync(removal.Id);
        Assert.Equal(["gone.wav"], await other.FindAsync("gone"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_import_that_is_broken_off_leaves_removed_files_removed_and_goes_on_the_next_time(bool old)
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument a = await test.StoreAsync(MarkTests.Musical("/m/a.wav"));
        AnalysisDocument b = await test.StoreAsync(MarkTests.Musical("/m/b.wav") with { File = Documents.Facts("/m/b.wav", "b", 60) });
        await test.StoreAsync(MarkTests.Musical("/m/c.wav") with { File = Documents.Facts("/m/c.wav", "c", 60) });
        await test.Catalogue.ChangeMarksAsync(SearchTarget.Regions, [a.Regions[0].RegionId!.Value], new MarkChange { Rating = 5 });
        await test.Catalogue.RemoveFilesAsync([a.FileId!.Value, b.FileId!.Value]);
        string written = await ExportAsync(test.Catalogue);
        written = old ? WithoutHistory(written) : written;
        await using TestCatalogue other = await TestCatalogue.OpenAsync();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            other.Catalogue.ImportAsync(new BrokenOff(written, lines: 3, stop), stop.Token)
        );

        // Two lines of files were read: at no moment were these in the catalogue, and one entry tells of both and brings both back.
        Assert.Empty(await other.FindAsync(""));
        (IReadOnlyList<RemovedFile> removed, _) = await other.Catalogue.RemovedFilesAsync(10);
        Assert.Equal(["/m/a.wav", "/m/b.wav"], removed.Select(file => file.Path).Order(StringComparer.Ordinal));
        HistoryEntry entry = Assert.Single(await other.Catalogue.HistoryAsync(10));
        Assert.Equal(2, entry.Count);
        Assert.All(removed, file => Assert.Equal(entry.Id, file.HistoryId));

        Assert.Empty((await other.Catalogue.ImportAsync(new StringReader(written))).Problems);
        Assert.Equal(["c.wav"], await other.FindAsync(""));
        Assert.Equal(2, (await other.Catalogue.RemovedFilesAsync(10)).Files.Count);
        await other.Catalogue.UndoAsync(null);
        Assert.Equal(["a.wav", "b.wav", "c.wav"], await other.FindAsync(""));
        Assert.Equal(5, (await other.Catalogue.GetDocumentAsync("/m/a.wav"))!.Regions[0].User?.Rating);
        if (!old)
        {
            Assert.Equal(2, (await other.Catalogue.HistoryAsync(10)).Count);
        }
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

    /// <summary>A catalogue as it was written before the history was.</summary>
    private static string WithoutHistory(string written) =>
        string.Join(
            '\n',
            written
                .Split('\n')
                .Where(line => !line.StartsWith("{\"history\"", StringComparison.Ordinal))
                .Select(line =>
                {
                    JsonNode node = JsonNode.Parse(line)!;
                    (node["file"] as JsonObject)?.Remove("removed_by");
                    (node["mark"] as JsonObject)?.Remove("region");
                    if (node["collection"] is JsonObject collection)
                    {
                        collection.Remove("number");
                        collection.Remove("created_ticks");
                        foreach (JsonNode? item in collection["items"]!.AsArray())
                        {
                            item!.AsObject().Remove("region");
                            item.AsObject().Remove("added_ticks");
                        }
                    }

                    return node.ToJsonString();
                })
        );

    /// <summary>Text whose reader is stopped after some lines.</summary>
    private sealed class BrokenOff(string text, int lines, CancellationTokenSource stop) : StringReader(text)
    {
        private int read;

        public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            if (++read > lines)
            {
                stop.Cancel();
            }

            return base.ReadLineAsync(cancellationToken);
        }
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
