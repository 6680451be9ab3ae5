using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Jobs;
using AudioSampler.Catalog.Testing;

namespace AudioSampler.Catalog.Tests.Jobs;

public sealed class JobProcessTests
{
    [Fact]
    public async Task Job_of_a_killed_program_is_free_at_once_and_that_of_a_living_one_is_not()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        using ChildProcess child = ChildProcess.Start(nameof(ChildPrograms.HoldJob), test.Data.Path);
        await child.WaitForFileAsync(Path.Combine(test.Data.Path, "began"));
        JobRequest same = JobRequest.Of(["/held"], new AnalysisRequest { Only = ["key"] });
        JobRequest other = JobRequest.Of(["/held"], new AnalysisRequest());
        Assert.Null(await test.Catalogue.Jobs.TakeNextAsync());
        await using (JobLease beside = await test.Catalogue.Jobs.StartAsync(same, resume: true))
        {
            Assert.Equal(2, beside.Id); // another job, because the first one lives
            await beside.CompleteAsync();
        }

        await child.KillAsync();
        await test.ReopenAsync();

        await using JobLease anew = await test.Catalogue.Jobs.StartAsync(same, resume: false);
        await using JobLease different = await test.Catalogue.Jobs.StartAsync(other, resume: true);
        await using JobLease resumed = await test.Catalogue.Jobs.StartAsync(same, resume: true);
        Assert.Equal([3, 4, 1], new[] { anew.Id, different.Id, resumed.Id });
        Assert.Equal(["/held/a.wav", "/held/b.wav"], (await resumed.PendingFilesAsync(default)).Select(file => file.Path));
        Assert.Equal(0L, test.Sql("SELECT count(*) FROM job_files WHERE state = 'running'"));
        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
    }

    [Fact]
    public async Task Job_that_was_to_be_cancelled_when_its_program_died_is_not_gone_on_with()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        using (ChildProcess child = ChildProcess.Start(nameof(ChildPrograms.HoldJob), test.Data.Path))
        {
            await child.WaitForFileAsync(Path.Combine(test.Data.Path, "began"));
            test.Sql("UPDATE jobs SET cancel_requested = 1");
            await child.KillAsync();
        }

        Assert.Null(await test.Catalogue.Jobs.TakeNextAsync());

        Assert.Equal(JobState.Cancelled, (await test.Catalogue.Jobs.FindAsync(1))!.State);
    }

    [Fact]
    public async Task Programs_that_take_at_once_never_take_the_same_job()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        const int Count = 60;
        for (int i = 0; i < Count; i++)
        {
            await test.Catalogue.Jobs.CreateAsync(JobRequest.Of([$"/{i}"], new AnalysisRequest()));
        }

        using ChildProcess a = ChildProcess.Start(nameof(ChildPrograms.TakeAllJobs), test.Data.Path);
        using ChildProcess b = ChildProcess.Start(nameof(ChildPrograms.TakeAllJobs), test.Data.Path);
        await a.WaitForFileAsync(Path.Combine(test.Data.Path, "began"));
        int own = 0;
        while (await test.Catalogue.Jobs.TakeNextAsync() is { } lease)
        {
            own++;
            await lease.CompleteAsync();
            await lease.DisposeAsync();
        }

        Assert.Equal((0, 0), (await a.WaitForExitAsync(), await b.WaitForExitAsync()));
        string[] taken = [.. Directory.GetFiles(test.Data.Path, "*.taken").SelectMany(File.ReadAllLines)];
        Assert.Equal(Count, own + taken.Length);
        Assert.Equal(taken.Length, taken.Distinct(StringComparer.Ordinal).Count());
    }
}
