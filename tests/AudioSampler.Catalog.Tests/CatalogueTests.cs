using AudioSampler.Analysis.Engine;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests;

public sealed class CatalogueTests
{
    [Fact]
    public async Task Rich_document_comes_back_byte_for_byte()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument given = Documents.Rich("/music/take ‘1’.wav");

        AnalysisDocument stored = await test.StoreAsync(given);
        await test.ReopenAsync();

        Assert.Equal(Documents.ToJson(stored), Documents.ToJson(await test.Catalogue.GetDocumentAsync(given.Path)));
        Assert.Equal(Documents.ToJson(stored), Documents.ToJson(await test.Catalogue.GetDocumentAsync(stored.FileId!.Value)));
        Assert.Equal(Documents.ToJson(stored), Documents.ToJson(await test.Catalogue.FindAsync(Documents.Identity(given), default)));
        AnalysisDocument withoutNumbers = stored with
        {
            FileId = null,
            Regions = [.. stored.Regions.Select(r => r with { RegionId = null })],
        };
        Assert.Equal(Documents.ToJson(given), Documents.ToJson(withoutNumbers));
        Assert.All(stored.Regions, region => Assert.NotNull(region.RegionId));
    }

    [Fact]
    public async Task Long_series_is_packed_and_short_result_stays_readable()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await test.StoreAsync(Documents.Rich("/music/a.wav"));

        Assert.Equal(1L, test.Sql("SELECT count(*) FROM region_analysis WHERE packed IS NOT NULL"));
        Assert.Equal("atonal", test.Sql("SELECT json_extract(record, '$.result.mode') FROM region_analysis WHERE analyzer = 'key'"));
        Assert.InRange((long)test.Sql("SELECT max(length(packed)) FROM region_analysis")!, 1, Documents.Beats(5000).Length / 2);
    }

    [Fact]
    public async Task New_results_replace_the_old_and_leave_nothing_behind()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument first = await test.StoreAsync(Documents.Rich("/music/a.wav"));
        AnalysisDocument again = Documents.Simple("/music/a.wav", "rich", new FileSummary { Kind = SoundKind.Speech });

        AnalysisDocument second = await test.StoreAsync(again);

        Assert.Equal(first.FileId, second.FileId);
        Assert.Equal(Documents.ToJson(second), Documents.ToJson(await test.Catalogue.GetDocumentAsync("/music/a.wav")));
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM generations"));
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM regions"));
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM region_analysis"));
        Assert.Equal(0L, test.Sql("SELECT count(*) FROM tags"));
        Assert.Empty(await test.FindAsync("thunder"));
        Assert.Equal(["a.wav"], await test.FindAsync("kind:speech"));
    }

    [Fact]
    public async Task What_the_user_says_outlives_a_new_analysis()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await test.StoreAsync(Documents.Rich("/music/a.wav"));

        AnalysisDocument second = await test.StoreAsync(Documents.Simple("/music/a.wav", "rich"));

        Assert.Equal("96", second.Overrides!["tempo.bpm"].GetRawText());
        Assert.Equal(Documents.ToJson(second), Documents.ToJson(await test.Catalogue.GetDocumentAsync("/music/a.wav")));
    }

    [Fact]
    public async Task Unfinished_generation_hides_nothing_and_disposed_leaves_no_trace()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument current = await test.StoreAsync(Documents.Rich("/music/a.wav"));
        AnalysisDocument other = Documents.Simple("/music/new.wav", "new audio");
        foreach (AnalysisDocument document in (AnalysisDocument[])[Documents.Simple("/music/a.wav", "rich"), other])
        {
            IAnalysisGeneration generation = await test.Catalogue.BeginAsync(
                Documents.Identity(document),
                document.File!,
                Documents.Recipe,
                null,
                default
            );
            await generation.AddRegionsAsync(document.Regions, default);
            await generation.AddAnalysisAsync(0, "tempo", document.Regions[0].Analyses["tempo"], default);

            Assert.Equal(2L, test.Sql("SELECT count(*) FROM generations"));
            Assert.Equal(Documents.ToJson(current), Documents.ToJson(await test.Catalogue.GetDocumentAsync("/music/a.wav")));
            await generation.DisposeAsync();
        }

        Assert.Equal(1L, test.Sql("SELECT count(*) FROM generations"));
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM audio"));
        Assert.Equal(2L, test.Sql("SELECT count(*) FROM regions"));
        Assert.Null(await test.Catalogue.GetDocumentAsync("/music/new.wav"));
        Assert.Null(await test.Catalogue.FindAsync(Documents.Identity(other), default));
    }

    [Fact]
    public async Task Completed_document_counts_where_what_was_streamed_differs()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument document = Documents.Simple("/music/a.wav");
        await using IAnalysisGeneration generation = await test.Catalogue.BeginAsync(
            Documents.Identity(document),
            document.File!,
            Documents.Recipe,
            null,
            default
        );
        await generation.AddRegionsAsync([Documents.Region(0, 0, 1), Documents.Region(1, 1, 2)], default);
        await generation.AddAnalysisAsync(0, "tempo", Documents.Record("""{"bpm": 1}"""), default);
        await generation.AddAnalysisAsync(0, "dropped", Documents.Record("{}"), default);

        AnalysisDocument stored = await generation.CompleteAsync(document, default);

        Assert.Equal(Documents.ToJson(stored), Documents.ToJson(await test.Catalogue.GetDocumentAsync(document.Path)));
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM regions"));
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM region_analysis"));
    }

    [Fact]
    public async Task Many_threads_add_results_at_once()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        RegionDocument[] regions = [.. Enumerable.Range(0, 20).Select(i => Documents.Region(i, i, i + 1))];
        string[] analyzers = ["content", "features", "key", "tempo"];
        AnalysisDocument document = Documents.Simple("/music/a.wav");
        await using IAnalysisGeneration generation = await test.Catalogue.BeginAsync(
            Documents.Identity(document),
            document.File!,
            Documents.Recipe,
            null,
            default
        );
        await generation.AddRegionsAsync(regions, default);

        await Parallel.ForEachAsync(
            regions.SelectMany(region => analyzers.Select(analyzer => (region.Index, analyzer))),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (work, token) => await generation.AddAnalysisAsync(work.Index, work.analyzer, Documents.Record("{}"), token)
        );

        Assert.Equal(80L, test.Sql("SELECT count(*) FROM region_analysis"));
    }

    [Fact]
    public async Task Failed_file_is_recorded_whole_and_found_again()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument failed = Documents.Failed("/music/text.wav");
        var identity = new FileIdentity(failed.Path, 5, Documents.Modified);

        AnalysisDocument stored = await test.Catalogue.FailAsync(identity, failed, default);

        Assert.Equal(
            Documents.ToJson(failed with { FileId = stored.FileId }),
            Documents.ToJson(await test.Catalogue.GetDocumentAsync(failed.Path))
        );
        Assert.Equal(AnalysisStatus.Failed, (await test.Catalogue.FindAsync(identity, default))!.Status);
        Assert.Null(await test.Catalogue.FindAsync(identity with { SizeBytes = 6 }, default));
        Assert.Equal(["text.wav"], await test.FindAsync("status:failed"));
    }

    [Fact]
    public async Task Failure_keeps_the_results_of_an_earlier_state_and_success_clears_it()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument good = await test.StoreAsync(Documents.Rich("/music/a.wav"));
        var identity = new FileIdentity(good.Path, 0, Documents.Modified.AddDays(1));

        await test.Catalogue.FailAsync(identity, Documents.Failed(good.Path), default);
        AnalysisDocument failed = (await test.Catalogue.GetDocumentAsync(good.Path))!;
        AnalysisDocument linked = await test.Catalogue.LinkAsync(Documents.Identity(good), good.File!, default);

        Assert.Equal((AnalysisStatus.Failed, AnalysisErrorCode.UnknownFormat), (failed.Status, failed.Error!.Code));
        Assert.Equal(good.Regions.Length, failed.Regions.Length);
        Assert.Equal((AnalysisStatus.Partial, null), (linked.Status, linked.Error));
        Assert.Equal(good.FileId, linked.FileId);
    }

    [Fact]
    public async Task Cancelled_write_changes_nothing()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument document = Documents.Simple("/music/a.wav");
        await using IAnalysisGeneration generation = await test.Catalogue.BeginAsync(
            Documents.Identity(document),
            document.File!,
            Documents.Recipe,
            null,
            default
        );
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generation.CompleteAsync(document, cancelled.Token));

        Assert.Null(await test.Catalogue.GetDocumentAsync(document.Path));
    }

    [Fact]
    public async Task Analysis_without_audio_hash_is_refused()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument document = Documents.Simple("/music/a.wav");
        FileFacts facts = document.File! with { AudioHash = null };

        await Assert.ThrowsAsync<ArgumentException>(() =>
            test.Catalogue.BeginAsync(new FileIdentity(document.Path, 1, Documents.Modified), facts, Documents.Recipe, null, default)
        );
    }
}
