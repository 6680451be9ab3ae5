using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Jobs;

/// <summary>
/// The analyses that were asked for. A job belongs to whoever holds its lease; the lease of a program that died is free at once on the same machine, and after
/// <see cref="DeadAfter"/> without a sign of life elsewhere. Taking one is one transaction, so that no two programs hold it.
/// </summary>
public sealed class JobStore
{
    private readonly CatalogueDatabase database;
    private readonly Func<string> writerName;
    private readonly Lock leasing = new();
    private readonly Dictionary<long, JobLease> leases = [];

    internal JobStore(CatalogueDatabase database, Func<string> writerName)
    {
        this.database = database;
        this.writerName = writerName;
    }

    /// <summary>A lease without a sign of life for so long is dead.</summary>
    public static TimeSpan DeadAfter { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Time between two signs of life.</summary>
    internal TimeSpan Beat { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Puts a job into the queue.</summary>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<Job> CreateAsync(JobRequest request, CancellationToken cancellationToken = default) =>
        database.WriteAsync(connection => JobTable.Find(connection, JobTable.Insert(connection, request))!, cancellationToken);

    /// <summary>Takes up the newest job that does what is asked for and whose owner has died; when there is none, makes one and takes that.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="resume">Whether to look for one; else a new one is made.</param>
    /// <param name="cancellationToken">Stops the work; nothing is taken then.</param>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public async Task<JobLease> StartAsync(JobRequest request, bool resume, CancellationToken cancellationToken = default) =>
        (
            await LeaseAsync(
                (connection, owner) =>
                    (resume ? TakeFirst(connection, JobTable.RunningLike(connection, request), owner) : null)
                    ?? JobTable.Take(connection, JobTable.Insert(connection, request), owner),
                cancellationToken
            )
        )!;

    /// <summary>Takes a job that waits, or whose owner has died.</summary>
    /// <returns>Its lease; null when there is no such job, it has ended, or another holds it.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<JobLease?> TakeAsync(long id, CancellationToken cancellationToken = default) =>
        LeaseAsync(
            (connection, owner) => TakeFirst(connection, JobTable.Unfinished(connection).Where(job => job.Id == id), owner),
            cancellationToken
        );

    /// <summary>Takes the most urgent job that waits or whose owner has died, and of several the oldest.</summary>
    /// <returns>Its lease; null when there is none.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<JobLease?> TakeNextAsync(CancellationToken cancellationToken = default) =>
        LeaseAsync((connection, owner) => TakeFirst(connection, JobTable.Unfinished(connection), owner), cancellationToken);

    /// <summary>Takes the most urgent job whose owner has died, and of several the oldest. Those that wait are left to whoever they wait for.</summary>
    /// <returns>Its lease; null when there is none.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<JobLease?> TakeDeadAsync(CancellationToken cancellationToken = default) =>
        LeaseAsync(
            (connection, owner) =>
                TakeFirst(connection, JobTable.Unfinished(connection).Where(job => job.State == JobState.Running), owner),
            cancellationToken
        );

    /// <summary>One job; null when there is none of that number.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<Job?> FindAsync(long id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(database.Read(connection => JobTable.Find(connection, id)));
    }

    /// <summary>Jobs, the newest first.</summary>
    /// <param name="page">Number of the page, from 1.</param>
    /// <param name="pageSize">Jobs of a page, 1…<see cref="Catalogue.MaxPageSize"/>.</param>
    /// <param name="state">Their state; null for all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such page or page size.</exception>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<JobPage> ListAsync(int page, int pageSize, JobState? state = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, Catalogue.MaxPageSize);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(database.Read(connection => JobTable.Page(connection, page, pageSize, state)));
    }

    /// <summary>Number of jobs in a state.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public long Count(JobState state) => database.Read(connection => JobTable.Page(connection, 1, 1, state).Total);

    /// <summary>Files of a job, the last first. Of jobs that ended long ago only those that failed are kept.</summary>
    /// <param name="id">The job.</param>
    /// <param name="most">Most files to give.</param>
    /// <param name="state">Their state; null for all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<IReadOnlyList<JobFile>> ListFilesAsync(
        long id,
        int most,
        JobState? state = null,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<JobFile>>(database.Read(connection => JobFileTable.List(connection, id, state, most)));
    }

    /// <summary>Ends a job before its time: one that nobody holds at once, else its owner is told; one of this program is told at once. What it has analysed stays.</summary>
    /// <returns>The job; null when there is none of that number.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public async Task<Job?> CancelAsync(long id, CancellationToken cancellationToken = default)
    {
        Job? found = await database.WriteAsync(
            connection =>
            {
                Job? job = JobTable.Find(connection, id);
                if (job is null || job.HasEnded)
                {
                    return job;
                }

                if (IsFree(job))
                {
                    return JobTable.End(connection, id, JobState.Cancelled, error: null);
                }

                JobTable.RequestCancel(connection, id);
                return job with { CancelRequested = true };
            },
            cancellationToken
        );
        if (found?.CancelRequested == true && LeaseOf(id) is { } own)
        {
            await own.CancelAsync();
        }

        return found;
    }

    /// <summary>Sets a job aside that waits, or whose owner has died. One that is at work has to be released by its owner first.</summary>
    /// <returns>The job as it stands now; null when there is none of that number.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<Job?> PauseAsync(long id, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            connection =>
            {
                if (JobTable.Find(connection, id) is { HasEnded: false } job && IsFree(job))
                {
                    JobTable.Release(connection, id, JobState.Paused);
                }

                return JobTable.Find(connection, id);
            },
            cancellationToken
        );

    /// <summary>Puts a job that was set aside back into the queue.</summary>
    /// <returns>The job as it stands now; null when there is none of that number.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<Job?> ResumeAsync(long id, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            connection =>
            {
                if (JobTable.Find(connection, id) is { State: JobState.Paused })
                {
                    JobTable.Release(connection, id, JobState.Queued);
                }

                return JobTable.Find(connection, id);
            },
            cancellationToken
        );

    /// <summary>Puts an ended job back into the queue, for those of its files that failed or were cancelled.</summary>
    /// <returns>The job as it waits now; null when there is none of that number, it has not ended, or there is nothing to try again.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<Job?> RetryAsync(long id, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            connection =>
                JobTable.Find(connection, id) is { HasEnded: true } job && JobTable.Retry(connection, job)
                    ? JobTable.Find(connection, id)
                    : null,
            cancellationToken
        );

    /// <summary>A lease is no more.</summary>
    internal void Forget(JobLease lease)
    {
        lock (leasing)
        {
            if (leases.GetValueOrDefault(lease.Id) == lease)
            {
                leases.Remove(lease.Id);
            }
        }
    }

    private async Task<JobLease?> LeaseAsync(Func<SqliteConnection, string, Job?> take, CancellationToken cancellationToken)
    {
        string owner = writerName();
        if (await database.WriteAsync(connection => take(connection, owner), cancellationToken) is not { } taken)
        {
            return null;
        }

        var lease = new JobLease(this, database, taken, owner);
        lock (leasing)
        {
            leases[taken.Id] = lease;
        }

        return lease;
    }

    private Job? TakeFirst(SqliteConnection connection, IEnumerable<Job> jobs, string owner)
    {
        foreach (Job job in jobs.Where(IsFree))
        {
            if (!job.CancelRequested)
            {
                return JobTable.Take(connection, job.Id, owner);
            }

            // Its owner died before it could do as it was told.
            JobTable.End(connection, job.Id, JobState.Cancelled, error: null);
        }

        return null;
    }

    private bool IsFree(Job job) =>
        job.State is JobState.Queued or JobState.Paused
        || job.Owner is null
        || DateTimeOffset.UtcNow - job.HeartbeatAt > DeadAfter
        || CatalogueWriter.IsDead(database.Folder, job.Owner);

    private JobLease? LeaseOf(long id)
    {
        lock (leasing)
        {
            return leases.GetValueOrDefault(id);
        }
    }
}
