using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Input;
using AudioSampler.Catalog.Jobs;
using AudioSampler.Catalog.Testing;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests.Jobs;

public sealed class JobStoreTests
{
    private static readonly JobRequest s_request = JobRequest.Of(["/music"], new AnalysisRequest { Only = ["tempo", "key"], Force = true });

    [Fact]
    public async Task Created_job_waits_and_comes_back_as_it_was_asked_for()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();

        Job created = await test.Catalogue.Jobs.CreateAsync(s_request with { Priority = 3 });
        await test.ReopenAsync();
        Job found = (await test.Catalogue.Jobs.FindAsync(created.Id))!;

        Assert.Equal((JobState.Queued, 3, null), (found.State, found.Request.Priority, found.Owner));
        Assert.Equal(["/music"], found.Request.Paths);
        Assert.Equal(["key", "tempo"], found.Request.Analysis.Only!.Value);
        Assert.True(found.Request.Analysis.Force);
        Assert.Equal((created.CreatedAt, null, null, null), (found.CreatedAt, found.StartedAt, found.EndedAt, found.FilesTotal));
        Assert.Null(await test.Catalogue.Jobs.FindAsync(created.Id + 1));
    }

    [Fact]
    public async Task Jobs_are_taken_by_priority_then_age_and_each_once()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        JobStore jobs = test.Catalogue.Jobs;
        Job first = await jobs.CreateAsync(s_request);
        Job second = await jobs.CreateAsync(s_request);
        Job urgent = await jobs.CreateAsync(s_request with { Priority = 1 });

        await using JobLease? a = await jobs.TakeNextAsync();
        await using JobLease? b = await jobs.TakeAsync(second.Id);
        await using JobLease? c = await jobs.TakeNextAsync();

        Assert.Equal([urgent.Id, second.Id, first.Id], new[] { a!.Id, b!.Id, c!.Id });
        Assert.Null(await jobs.TakeNextAsync());
        Assert.Null(await jobs.TakeAsync(second.Id));
        Assert.Equal(JobState.Running, (await jobs.FindAsync(first.Id))!.State);
        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
    }

    [Fact]
    public async Task Files_are_counted_once_and_make_the_state_of_the_job()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await using JobLease lease = await StartAsync(test, "/a.wav", "/b.wav", "/c.wav");
        AnalysisDocument done = await test.StoreAsync(Documents.Simple("/a.wav"));
        AnalysisDocument failed = await FailAsync(test, "/b.wav");

        await lease.BeginFileAsync("/a.wav", default);
        await lease.EndFileAsync("/a.wav", done, default);
        await lease.EndFileAsync("/a.wav", failed, default);
        await lease.EndFileAsync("/b.wav", failed, default);
        Job running = (await test.Catalogue.Jobs.FindAsync(lease.Id))!;
        IReadOnlyList<InputFile> pending = await lease.PendingFilesAsync(default);
        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
        await lease.EndFileAsync("/c.wav", document: null, default);
        Job ended = await lease.CompleteAsync();

        Assert.Equal((3, 2, 1), (running.FilesTotal, running.FilesDone, running.FilesFailed));
        Assert.Equal(["/c.wav"], pending.Select(file => file.Path));
        Assert.Equal((JobState.Partial, 3, 1), (ended.State, ended.FilesDone, ended.FilesFailed));
        Assert.NotNull(ended.EndedAt);
        JobFile failure = Assert.Single(await test.Catalogue.Jobs.ListFilesAsync(lease.Id, 10, JobState.Failed));
        Assert.Equal(("/b.wav", failed.FileId, AnalysisErrorCode.UnknownFormat), (failure.Path, failure.FileId, failure.Error!.Code));
        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
    }

    [Theory]
    [InlineData(0, JobState.Cancelled)]
    [InlineData(1, JobState.Failed)]
    public async Task Job_whose_files_did_not_end_is_cancelled_and_one_whose_files_all_failed_has_failed(int ended, JobState expected)
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await using JobLease lease = await StartAsync(test, "/a.wav");
        foreach (string path in Enumerable.Repeat("/a.wav", ended))
        {
            await lease.EndFileAsync(path, await FailAsync(test, path), default);
        }

        Job job = await lease.CompleteAsync();

        Assert.Equal(expected, job.State);
        Assert.Equal(expected, Assert.Single(await test.Catalogue.Jobs.ListFilesAsync(lease.Id, 10)).State);
        Assert.Null(await test.Catalogue.Jobs.TakeAsync(lease.Id));
    }

    [Fact]
    public async Task Recorded_again_new_files_wait_lost_ones_go_and_ended_ones_stay_ended()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await using JobLease lease = await StartAsync(test, "/a.wav", "/b.wav");
        await lease.EndFileAsync("/a.wav", await test.StoreAsync(Documents.Simple("/a.wav")), default);

        await lease.RecordFilesAsync([new InputFile("/c.wav", Named: false), new InputFile("/a.wav", Named: true)], default);

        Assert.Equal([new InputFile("/c.wav", Named: false)], await lease.PendingFilesAsync(default));
        Assert.Equal(2, (await test.Catalogue.Jobs.FindAsync(lease.Id))!.FilesTotal);
    }

    [Fact]
    public async Task Lease_is_lost_when_its_heartbeat_stood_still_and_another_took_the_job()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await using Catalogue other = await Catalogue.OpenAsync(test.Data);
        await using JobLease stalled = await StartAsync(test, "/a.wav");
        Assert.Null(await other.Jobs.TakeNextAsync());
        test.Sql($"UPDATE jobs SET heartbeat_ticks = {(DateTimeOffset.UtcNow - TimeSpan.FromSeconds(61)).UtcTicks}");

        await using JobLease? taken = await other.Jobs.TakeDeadAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stalled.BeginFileAsync("/a.wav", default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(stalled.CompleteAsync);

        Assert.Equal(stalled.Id, taken!.Id);
        Assert.True(stalled.Lost.IsCancellationRequested);
        Assert.False(taken.Lost.IsCancellationRequested);
        Assert.Equal(JobState.Done, (await EndAsync(taken, test, "/a.wav")).State);
    }

    [Fact]
    public async Task End_of_a_file_that_could_not_be_written_is_written_with_the_next()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await using JobLease lease = await StartAsync(test, "/a.wav", "/b.wav");
        test.Sql("CREATE TRIGGER full BEFORE UPDATE ON job_files BEGIN SELECT raise(ABORT, 'no room'); END");
        await lease.BeginFileAsync("/a.wav", default);
        await lease.EndFileAsync("/a.wav", document: null, default);
        Assert.Equal(0, (await test.Catalogue.Jobs.FindAsync(lease.Id))!.FilesDone);
        test.Sql("DROP TRIGGER full");

        await lease.EndFileAsync("/b.wav", document: null, default);

        Assert.Equal(2, (await test.Catalogue.Jobs.FindAsync(lease.Id))!.FilesDone);
        Assert.Equal(JobState.Done, (await lease.CompleteAsync()).State);
    }

    [Fact]
    public async Task Heartbeat_sees_that_the_job_was_lost()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        test.Catalogue.Jobs.Beat = TimeSpan.FromMilliseconds(20);
        await using JobLease lease = await StartAsync(test, "/a.wav");
        object? first = test.Sql("SELECT heartbeat_ticks FROM jobs");
        await WaitUntilAsync(() => !Equals(first, test.Sql("SELECT heartbeat_ticks FROM jobs")));

        test.Sql("UPDATE jobs SET owner = 'another'");

        await WaitUntilAsync(() => lease.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Cancelled_in_the_same_program_is_told_at_once_and_in_another_by_the_heartbeat()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await using Catalogue other = await Catalogue.OpenAsync(test.Data);
        other.Jobs.Beat = TimeSpan.FromMilliseconds(20);
        await using JobLease own = await StartAsync(test, "/a.wav");
        await using JobLease others = await other.Jobs.StartAsync(s_request, resume: true);

        Assert.True((await test.Catalogue.Jobs.CancelAsync(own.Id))!.CancelRequested);
        Assert.True(own.Cancelled.IsCancellationRequested);
        await test.Catalogue.Jobs.CancelAsync(others.Id);
        await WaitUntilAsync(() => others.Cancelled.IsCancellationRequested);

        Assert.Equal(JobState.Cancelled, (await own.CompleteAsync()).State);
        Assert.False((await test.Catalogue.Jobs.FindAsync(own.Id))!.CancelRequested);
        Assert.Null(await test.Catalogue.Jobs.CancelAsync(999));
    }

    [Fact]
    public async Task Waiting_job_is_cancelled_on_the_spot()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        Job job = await test.Catalogue.Jobs.CreateAsync(s_request);

        Assert.Equal(JobState.Cancelled, (await test.Catalogue.Jobs.CancelAsync(job.Id))!.State);

        Assert.Null(await test.Catalogue.Jobs.TakeNextAsync());
        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
    }

    [Fact]
    public async Task Retry_does_what_failed_or_was_cancelled_and_nothing_else()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        JobLease lease = await StartAsync(test, "/a.wav", "/b.wav", "/c.wav");
        await lease.EndFileAsync("/a.wav", await test.StoreAsync(Documents.Simple("/a.wav")), default);
        await lease.EndFileAsync("/b.wav", await FailAsync(test, "/b.wav"), default);
        Assert.Null(await test.Catalogue.Jobs.RetryAsync(lease.Id)); // it has not ended
        await lease.CompleteAsync();
        await lease.DisposeAsync();

        Job again = (await test.Catalogue.Jobs.RetryAsync(lease.Id))!;
        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
        await using JobLease? retried = await test.Catalogue.Jobs.TakeNextAsync();

        Assert.Equal((JobState.Queued, 3, 1, 0), (again.State, again.FilesTotal, again.FilesDone, again.FilesFailed));
        Assert.Equal(["/b.wav", "/c.wav"], (await retried!.PendingFilesAsync(default)).Select(file => file.Path));
        await retried.EndFileAsync("/b.wav", document: null, default);
        await retried.EndFileAsync("/c.wav", document: null, default);
        Assert.Equal(JobState.Done, (await retried.CompleteAsync()).State);
        Assert.Null(await test.Catalogue.Jobs.RetryAsync(lease.Id)); // there is nothing to try again
    }

    [Fact]
    public async Task Failed_as_a_whole_keeps_the_reason_until_it_is_tried_again()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        JobLease lease = await test.Catalogue.Jobs.StartAsync(s_request, resume: true);

        Job failed = await lease.FailAsync(new AnalysisError(AnalysisErrorCode.InternalError, "it went wrong"));
        await lease.DisposeAsync();

        Assert.Equal((JobState.Failed, "it went wrong"), (failed.State, failed.Error!.Message));
        Assert.Null((await test.Catalogue.Jobs.RetryAsync(failed.Id))!.Error);
    }

    [Fact]
    public async Task Released_job_waits_with_its_files()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        JobLease lease = await StartAsync(test, "/a.wav", "/b.wav");
        await lease.BeginFileAsync("/a.wav", default);

        await lease.ReleaseAsync();
        await lease.DisposeAsync();

        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
        Assert.Null(await test.Catalogue.Jobs.TakeDeadAsync());
        await using JobLease? again = await test.Catalogue.Jobs.TakeNextAsync();
        Assert.Equal(lease.Id, again!.Id);
        Assert.Equal(2, (await again.PendingFilesAsync(default)).Count);
    }

    [Fact]
    public async Task Pages_show_the_newest_first_and_only_the_state_that_is_asked_for()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        JobStore jobs = test.Catalogue.Jobs;
        for (int i = 0; i < 5; i++)
        {
            await jobs.CreateAsync(s_request);
        }

        await jobs.CancelAsync(2);
        JobPage page = await jobs.ListAsync(2, 2);
        JobPage cancelled = await jobs.ListAsync(1, 2, JobState.Cancelled);

        Assert.Equal((5L, "3 2"), (page.Total, string.Join(' ', page.Jobs.Select(job => job.Id))));
        Assert.Equal((1L, 2L), (cancelled.Total, Assert.Single(cancelled.Jobs).Id));
    }

    [Fact]
    public async Task Of_ended_jobs_the_newest_thousand_are_kept_and_the_files_of_the_newest_fifty()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await test.Catalogue.Jobs.CreateAsync(s_request);
        test.Sql(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1010)
            INSERT INTO jobs (state, paths, force, priority, created_ticks, ended_ticks, files_done, files_failed, cancel_requested)
            SELECT 'partial', '[]', 0, 0, i, i, 2, 1, 0 FROM n
            """
        );
        test.Sql(
            """
            INSERT INTO job_files (job_id, path, position, named, state)
            SELECT j.id, s.value, 0, 0, s.value FROM jobs j, json_each('["done", "failed"]') s WHERE j.state = 'partial'
            """
        );

        JobLease lease = await StartAsync(test, "/a.wav");
        await lease.CompleteAsync();
        await lease.DisposeAsync();

        Assert.Equal(1000L, test.Sql("SELECT count(*) FROM jobs WHERE ended_ticks IS NOT NULL"));
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM jobs WHERE state = 'queued'"));
        Assert.Equal(49L, test.Sql("SELECT count(*) FROM job_files WHERE state = 'done'"));
        Assert.Equal(999L, test.Sql("SELECT count(*) FROM job_files WHERE state = 'failed'"));
    }

    [Theory]
    [InlineData("/music/", "/music")]
    [InlineData("/music/../music", "/music")]
    [InlineData("/", "/")]
    public void Request_for_the_same_is_written_in_the_same_way(string given, string expected)
    {
        Assert.Equal([expected], JobRequest.Of([given, expected], new AnalysisRequest()).Paths);
    }

    internal static async Task WaitUntilAsync(Func<bool> condition)
    {
        for (int i = 0; i < 1200 && !condition(); i++)
        {
            await Task.Delay(25);
        }

        Assert.True(condition());
    }

    private static async Task<JobLease> StartAsync(TestCatalogue test, params string[] paths)
    {
        JobLease lease = await test.Catalogue.Jobs.StartAsync(JobRequest.Of(paths, new AnalysisRequest()), resume: true);
        await lease.RecordFilesAsync([.. paths.Select(path => new InputFile(path, Named: true))], default);
        return lease;
    }

    private static async Task<Job> EndAsync(JobLease lease, TestCatalogue test, string path)
    {
        await lease.EndFileAsync(path, await test.StoreAsync(Documents.Simple(path)), default);
        return await lease.CompleteAsync();
    }

    private static Task<AnalysisDocument> FailAsync(TestCatalogue test, string path) =>
        test.Catalogue.FailAsync(new FileIdentity(path, 5, Documents.Modified), Documents.Failed(path), default);
}
