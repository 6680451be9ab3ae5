using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Jobs;
using AudioSampler.Plugins.Contract;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Rows of <c>jobs</c>. What an owner writes it writes under its name, so that nothing is written by one that has lost the job.</summary>
internal static class JobTable
{
    /// <summary>Ended jobs that are kept.</summary>
    public const int MostEnded = 1000;

    /// <summary>Ended jobs, the newest, whose files are all kept; of older ones only those that failed: they may be tried again.</summary>
    public const int MostEndedWithFiles = 50;

    private const string Columns =
        "id, state, paths, only, force, priority, created_ticks, started_ticks, ended_ticks, files_total, files_done, files_failed, owner, heartbeat_ticks, cancel_requested, error";

    public static Job? Find(SqliteConnection connection, long id) =>
        connection.Rows($"SELECT {Columns} FROM jobs WHERE id = @id", Read, ("@id", id)).FirstOrDefault();

    public static JobPage Page(SqliteConnection connection, int page, int pageSize, JobState? state)
    {
        string? text = state is { } wanted ? JobText.Of(wanted) : null;
        return new JobPage(
            (long)connection.Value("SELECT count(*) FROM jobs WHERE @state IS NULL OR state = @state", ("@state", text))!,
            connection.Rows(
                $"SELECT {Columns} FROM jobs WHERE @state IS NULL OR state = @state ORDER BY id DESC LIMIT @size OFFSET @skip",
                Read,
                ("@state", text),
                ("@size", pageSize),
                ("@skip", (page - 1L) * pageSize)
            )
        );
    }

    /// <summary>Jobs that may be taken, if their owner is dead where they have one: the most urgent first, then the oldest.</summary>
    public static List<Job> Unfinished(SqliteConnection connection) =>
        connection.Rows($"SELECT {Columns} FROM jobs WHERE state IN {JobText.Takeable} ORDER BY priority DESC, id", Read);

    /// <summary>Running jobs that do what a request asks for, the newest first.</summary>
    public static List<Job> RunningLike(SqliteConnection connection, JobRequest request) =>
        connection.Rows(
            $"SELECT {Columns} FROM jobs WHERE state = 'running' AND paths = @paths AND only IS @only AND force = @force ORDER BY id DESC",
            Read,
            [.. RequestParameters(request)]
        );

    public static long Insert(SqliteConnection connection, JobRequest request) =>
        (long)
            connection.Value(
                """
                INSERT INTO jobs (state, paths, only, force, priority, created_ticks, files_done, files_failed, cancel_requested)
                VALUES ('queued', @paths, @only, @force, @priority, @now, 0, 0, 0) RETURNING id
                """,
                [.. RequestParameters(request), ("@priority", request.Priority), ("@now", Now)]
            )!;

    /// <summary>Gives a job to an owner. Files that were at work wait again.</summary>
    public static Job Take(SqliteConnection connection, long id, string owner)
    {
        connection.Execute(
            """
            UPDATE jobs SET state = 'running', owner = @owner, heartbeat_ticks = @now, started_ticks = coalesce(started_ticks, @now) WHERE id = @id
            """,
            ("@id", id),
            ("@owner", owner),
            ("@now", Now)
        );
        JobFileTable.Requeue(connection, id);
        return Find(connection, id)!;
    }

    /// <summary>Whether an owner has a job still.</summary>
    public static bool IsOwner(SqliteConnection connection, long id, string owner) =>
        connection.Value("SELECT 1 FROM jobs WHERE id = @id AND owner = @owner", ("@id", id), ("@owner", owner)) is not null;

    /// <summary>Gives a sign of life.</summary>
    /// <returns>Whether the owner is to end the job; null when it has lost it.</returns>
    public static bool? Beat(SqliteConnection connection, long id, string owner) =>
        (long?)
            connection.Value(
                "UPDATE jobs SET heartbeat_ticks = @now WHERE id = @id AND owner = @owner RETURNING cancel_requested",
                ("@id", id),
                ("@owner", owner),
                ("@now", Now)
            )
            is { } cancel
            ? cancel != 0
            : null;

    public static void RequestCancel(SqliteConnection connection, long id) =>
        connection.Execute("UPDATE jobs SET cancel_requested = 1 WHERE id = @id", ("@id", id));

    /// <summary>Takes a job from whoever holds it. What was analysed of the files at work is kept for whoever takes it next.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="id">The job.</param>
    /// <param name="state">Queued, or paused.</param>
    public static void Release(SqliteConnection connection, long id, JobState state)
    {
        connection.Execute(
            "UPDATE jobs SET state = @state, owner = NULL, heartbeat_ticks = NULL WHERE id = @id",
            ("@id", id),
            ("@state", JobText.Of(state))
        );
        JobFileTable.Requeue(connection, id);
    }

    /// <summary>Ends a job: files that have not ended are cancelled, results that are not complete dropped, and of jobs ended long ago the oldest.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="id">The job.</param>
    /// <param name="state">Its last state; null to tell by its files.</param>
    /// <param name="error">Why it failed as a whole; null when it didn't.</param>
    public static Job End(SqliteConnection connection, long id, JobState? state, AnalysisError? error)
    {
        JobState last = state ?? JobFileTable.StateOfAll(connection, id);
        connection.Execute(
            """
            UPDATE jobs SET state = @state, ended_ticks = @now, owner = NULL, heartbeat_ticks = NULL, cancel_requested = 0, error = @error
            WHERE id = @id
            """,
            ("@id", id),
            ("@state", JobText.Of(last)),
            ("@now", Now),
            ("@error", JobText.Of(error))
        );
        JobFileTable.Cancel(connection, id);
        GenerationTable.RemoveUnfinishedOf(connection, id);
        Prune(connection);
        return Find(connection, id)!;
    }

    /// <summary>Puts an ended job back into the queue, for those of its files that failed or were cancelled.</summary>
    /// <returns>Whether there was something to try again.</returns>
    public static bool Retry(SqliteConnection connection, Job job)
    {
        int files = JobFileTable.Retry(connection, job.Id);
        if (files == 0 && !(job.FilesTotal is null && job.State is JobState.Failed or JobState.Cancelled))
        {
            return false;
        }

        connection.Execute(
            """
            UPDATE jobs SET state = 'queued', ended_ticks = NULL, error = NULL, files_failed = 0, files_done = files_done - files_failed WHERE id = @id
            """,
            ("@id", job.Id)
        );
        return true;
    }

    private static void Prune(SqliteConnection connection)
    {
        string ended =
            $"SELECT id FROM jobs WHERE state NOT IN {JobText.Unfinished} ORDER BY ended_ticks DESC, id DESC LIMIT -1 OFFSET @kept";
        connection.Execute($"DELETE FROM jobs WHERE id IN ({ended})", ("@kept", MostEnded));
        connection.Execute(
            $"DELETE FROM job_files WHERE state IN ('done', 'partial') AND job_id IN ({ended})",
            ("@kept", MostEndedWithFiles)
        );
    }

    private static long Now => DateTimeOffset.UtcNow.UtcTicks;

    private static (string, object?)[] RequestParameters(JobRequest request) =>
        [
            ("@paths", JsonStrings.Write(request.Paths)),
            ("@only", request.Analysis.Only is { } only ? JsonStrings.Write(only) : null),
            ("@force", request.Analysis.Force),
        ];

    private static Job Read(SqliteDataReader row) =>
        new()
        {
            Id = row.GetInt64(0),
            State = JobText.State(row.GetString(1)),
            Request = JobRequest.Of(
                JsonStrings.Read(row.GetString(2)),
                new AnalysisRequest { Only = row.TextOrNull(3) is { } only ? [.. JsonStrings.Read(only)] : null, Force = row.GetBoolean(4) }
            ) with
            {
                Priority = row.GetInt32(5),
            },
            CreatedAt = Time(row.GetInt64(6))!.Value,
            StartedAt = Time(row.LongOrNull(7)),
            EndedAt = Time(row.LongOrNull(8)),
            FilesTotal = row.IntOrNull(9),
            FilesDone = row.GetInt32(10),
            FilesFailed = row.GetInt32(11),
            Owner = row.TextOrNull(12),
            HeartbeatAt = Time(row.LongOrNull(13)),
            CancelRequested = row.GetBoolean(14),
            Error = JobText.Error(row.TextOrNull(15)),
        };

    private static DateTimeOffset? Time(long? ticks) => ticks is { } utc ? new DateTimeOffset(utc, TimeSpan.Zero) : null;
}
