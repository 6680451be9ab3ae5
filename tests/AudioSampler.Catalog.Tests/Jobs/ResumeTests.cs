using System.Collections.Immutable;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Input;
using AudioSampler.Catalog.Jobs;
using AudioSampler.Catalog.Testing;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests.Jobs;

public sealed class ResumeTests
{
    private static readonly AnalysisDocument s_document = Documents.Rich("/music/a.wav");

    [Fact]
    public async Task What_a_killed_program_had_finished_is_gone_on_with_by_the_same_job()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await KillInTheMiddleAsync(test);
        await using JobLease lease = await ResumeAsync(test);

        await using IAnalysisGeneration generation = await BeginAsync(test, lease.Id);
        ImmutableArray<RegionDocument> resumed = generation.Resumed;
        await generation.AddRegionsAsync(s_document.Regions, default);
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM generations"));
        Assert.Equal(2L, test.Sql("SELECT count(*) FROM region_analysis")); // the one that failed is gone, the others stay
        AnalysisDocument stored = await generation.CompleteAsync(s_document, default);

        Assert.Equal(2, resumed.Length);
        Assert.Equal(["key", "tempo"], resumed[0].Analyses.Keys);
        Assert.Empty(resumed[1].Analyses);
        Assert.Equal(
            Documents.ToJson(s_document with { Regions = [Only(s_document, "key", "tempo")] }),
            Documents.ToJson(s_document with { Regions = [resumed[0] with { RegionId = null }] })
        );
        Assert.Equal(resumed.Select(region => region.RegionId), stored.Regions.Select(region => region.RegionId));
        Assert.Equal(Documents.ToJson(stored), Documents.ToJson(await test.Catalogue.GetDocumentAsync(s_document.Path)));
        Assert.Equal(JobState.Partial, Assert.Single(await test.Catalogue.Jobs.ListFilesAsync(lease.Id, 10)).State);
        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
    }

    [Fact]
    public async Task Another_recipe_begins_anew_and_drops_what_was_left()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await KillInTheMiddleAsync(test);
        await using JobLease lease = await ResumeAsync(test);

        await using IAnalysisGeneration generation = await test.Catalogue.BeginAsync(
            Documents.Identity(s_document),
            s_document.File!,
            Documents.Recipe with
            {
                Options = Documents.Json("{}"),
            },
            lease.Id,
            default
        );

        Assert.Empty(generation.Resumed);
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM generations"));
        Assert.Equal(0L, test.Sql("SELECT count(*) FROM regions"));
    }

    [Fact]
    public async Task Another_job_begins_anew_and_leaves_what_was_left()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await KillInTheMiddleAsync(test);
        await using JobLease other = await test.Catalogue.Jobs.StartAsync(JobRequest.Of(["/other"], new AnalysisRequest()), resume: true);

        await using IAnalysisGeneration generation = await BeginAsync(test, other.Id);

        Assert.Empty(generation.Resumed);
        Assert.Equal(2L, test.Sql("SELECT count(*) FROM generations"));
    }

    [Fact]
    public async Task Copies_at_work_at_once_in_one_job_have_a_generation_each()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await KillInTheMiddleAsync(test);
        await using JobLease lease = await ResumeAsync(test);

        await using IAnalysisGeneration first = await BeginAsync(test, lease.Id);
        await using IAnalysisGeneration second = await BeginAsync(test, lease.Id);

        Assert.NotEmpty(first.Resumed);
        Assert.Empty(second.Resumed);
        Assert.Equal(2L, test.Sql("SELECT count(*) FROM generations"));
    }

    [Fact]
    public async Task Given_back_in_the_middle_the_work_stays_and_when_the_job_ends_it_goes()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument current = await test.StoreAsync(s_document);
        JobLease first = await ResumeAsync(test);
        await using (IAnalysisGeneration generation = await BeginAsync(test, first.Id))
        {
            await generation.AddRegionsAsync(s_document.Regions, default);
            await generation.AddAnalysisAsync(0, "key", s_document.Regions[0].Analyses["key"], default);
        }

        await first.ReleaseAsync();
        await first.DisposeAsync();
        await test.ReopenAsync();
        await using JobLease? second = await test.Catalogue.Jobs.TakeNextAsync();
        await using (IAnalysisGeneration generation = await BeginAsync(test, second!.Id))
        {
            Assert.Equal(["key"], generation.Resumed[0].Analyses.Keys);
        }

        Assert.Equal(JobState.Cancelled, (await second.CompleteAsync()).State);
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM generations"));
        Assert.Equal(Documents.ToJson(current), Documents.ToJson(await test.Catalogue.GetDocumentAsync(s_document.Path)));
        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
    }

    [Fact]
    public async Task Program_that_lost_its_job_writes_nothing_more()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await using Catalogue other = await Catalogue.OpenAsync(test.Data);
        await using JobLease stalled = await ResumeAsync(test);
        await using IAnalysisGeneration old = await BeginAsync(test, stalled.Id);
        await old.AddRegionsAsync(s_document.Regions, default);
        test.Sql("UPDATE jobs SET heartbeat_ticks = 0");
        await using JobLease? taken = await other.Jobs.TakeNextAsync();
        await using IAnalysisGeneration adopted = await other.BeginAsync(
            Documents.Identity(s_document),
            s_document.File!,
            Documents.Recipe,
            taken!.Id,
            default
        );
        Assert.Equal(2, adopted.Resumed.Length);

        await Assert.ThrowsAsync<CatalogueException>(() => old.AddAnalysisAsync(0, "key", s_document.Regions[0].Analyses["key"], default));
        await Assert.ThrowsAsync<CatalogueException>(() => old.CompleteAsync(s_document, default));
        await Assert.ThrowsAsync<CatalogueException>(() => BeginAsync(test, stalled.Id));
        await old.DisposeAsync();

        await adopted.AddRegionsAsync(s_document.Regions, default);
        await adopted.CompleteAsync(s_document, default);
        Assert.Equal(JobState.Partial, Assert.Single(await test.Catalogue.Jobs.ListFilesAsync(taken.Id, 10)).State);
        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
    }

    [Fact]
    public async Task Killed_at_any_moment_the_job_goes_on_to_one_whole_document()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        for (int round = 0; round < 4; round++)
        {
            File.Delete(Path.Combine(test.Data.Path, "began"));
            using (ChildProcess child = ChildProcess.Start(nameof(ChildPrograms.AnalyzeInJob), test.Data.Path))
            {
                await child.WaitForFileAsync(Path.Combine(test.Data.Path, "began"));
                await Task.Delay(13 * round);
                await child.KillAsync();
            }

            Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
            await test.ReopenAsync();
            await using JobLease lease = await ResumeAsync(test);
            await using IAnalysisGeneration generation = await BeginAsync(test, lease.Id);
            await generation.AddRegionsAsync(s_document.Regions, default);
            await generation.CompleteAsync(s_document, default);
            await lease.CompleteAsync();

            Assert.Equal(2, (await test.Catalogue.GetDocumentAsync(s_document.Path))!.Regions.Length);
            Assert.Equal(1L, test.Sql("SELECT count(*) FROM generations"));
            Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
        }
    }

    private static async Task KillInTheMiddleAsync(TestCatalogue test)
    {
        using (ChildProcess child = ChildProcess.Start(nameof(ChildPrograms.BeginInJob), test.Data.Path))
        {
            await child.WaitForFileAsync(Path.Combine(test.Data.Path, "began"));
            await child.KillAsync();
        }

        await test.ReopenAsync();
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM generations"));
        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
    }

    private static async Task<JobLease> ResumeAsync(TestCatalogue test)
    {
        JobLease lease = await test.Catalogue.Jobs.StartAsync(ChildPrograms.Request, resume: true);
        await lease.RecordFilesAsync([new InputFile(s_document.Path, Named: true)], default);
        return lease;
    }

    private static Task<IAnalysisGeneration> BeginAsync(TestCatalogue test, long job) =>
        test.Catalogue.BeginAsync(Documents.Identity(s_document), s_document.File!, Documents.Recipe, job, default);

    private static RegionDocument Only(AnalysisDocument document, params string[] analyzers) =>
        document.Regions[0] with
        {
            Analyses = document
                .Regions[0]
                .Analyses.RemoveRange(document.Regions[0].Analyses.Keys.Except(analyzers, StringComparer.Ordinal)),
        };
}
