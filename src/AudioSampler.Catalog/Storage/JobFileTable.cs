using AudioSampler.Analysis.Input;
using AudioSampler.Catalog.Jobs;
using AudioSampler.Catalog.Model;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Rows of <c>job_files</c>, and the counts of them in <c>jobs</c>.</summary>
internal static class JobFileTable
{
    /// <summary>Sets the files of a job: new ones wait, those that have ended stay ended, others that are not among these are dropped.</summary>
    public static void Record(SqliteConnection connection, long job, IReadOnlyList<InputFile> files)
    {
        connection.Execute(
            $"""
            DELETE FROM job_files
            WHERE job_id = @job AND state IN {JobText.Unfinished} AND path NOT IN (SELECT value FROM json_each(@paths))
            """,
            ("@job", job),
            ("@paths", JsonStrings.Write(files.Select(file => file.Path)))
        );
        using SqliteCommand insert = connection.Command(
            """
            INSERT INTO job_files (job_id, path, position, named, state) VALUES (@job, @path, @position, @named, 'queued')
            ON CONFLICT (job_id, path) DO UPDATE SET position = excluded.position, named = excluded.named
            """,
            ("@job", job),
            ("@path", ""),
            ("@position", 0),
            ("@named", false)
        );
        for (int i = 0; i < files.Count; i++)
        {
            insert.Parameters["@path"].Value = files[i].Path;
            insert.Parameters["@position"].Value = i;
            insert.Parameters["@named"].Value = files[i].Named;
            insert.ExecuteNonQuery();
        }

        connection.Execute(
            "UPDATE jobs SET files_total = (SELECT count(*) FROM job_files WHERE job_id = @job) WHERE id = @job",
            ("@job", job)
        );
    }

    /// <summary>The files that are still to do, in order.</summary>
    public static List<InputFile> Pending(SqliteConnection connection, long job) =>
        connection.Rows(
            $"SELECT path, named FROM job_files WHERE job_id = @job AND state IN {JobText.Unfinished} ORDER BY position",
            row => new InputFile(row.GetString(0), row.GetBoolean(1)),
            ("@job", job)
        );

    /// <summary>Files of a job, the last first.</summary>
    /// <param name="connection">A connection.</param>
    /// <param name="job">The job.</param>
    /// <param name="state">Their state; null for all.</param>
    /// <param name="most">Most rows.</param>
    public static List<JobFile> List(SqliteConnection connection, long job, JobState? state, int most) =>
        connection.Rows(
            """
            SELECT path, state, file_id, error FROM job_files
            WHERE job_id = @job AND (@state IS NULL OR state = @state) ORDER BY position DESC LIMIT @most
            """,
            row => new JobFile(row.GetString(0), JobText.State(row.GetString(1)), row.LongOrNull(2), JobText.Error(row.TextOrNull(3))),
            ("@job", job),
            ("@state", state is { } wanted ? JobText.Of(wanted) : null),
            ("@most", most)
        );

    public static void Begin(SqliteConnection connection, long job, string path) =>
        connection.Execute(
            "UPDATE job_files SET state = 'running' WHERE job_id = @job AND path = @path AND state = 'queued'",
            Of(job, path)
        );

    /// <summary>Ends a file, if it has not ended; a file counts once.</summary>
    public static void End(SqliteConnection connection, long job, string path, JobState state, long? fileId, AnalysisError? error)
    {
        int ended = connection.Execute(
            $"""
            UPDATE job_files SET state = @state, file_id = @file, error = @error
            WHERE job_id = @job AND path = @path AND state IN {JobText.Unfinished}
            """,
            [.. Of(job, path), ("@state", JobText.Of(state)), ("@file", fileId), ("@error", JobText.Of(error))]
        );
        if (ended > 0)
        {
            connection.Execute(
                "UPDATE jobs SET files_done = files_done + 1, files_failed = files_failed + @failed WHERE id = @job",
                ("@job", job),
                ("@failed", state == JobState.Failed ? 1 : 0)
            );
        }
    }

    /// <summary>The state of a file whose analysis has ended.</summary>
    public static JobState StateOf(AnalysisStatus status) =>
        status switch
        {
            AnalysisStatus.Complete => JobState.Done,
            AnalysisStatus.Partial => JobState.Partial,
            AnalysisStatus.Failed => JobState.Failed,
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    /// <summary>What a job has come to, by its files: one that isn't done makes it cancelled.</summary>
    public static JobState StateOfAll(SqliteConnection connection, long job) =>
        connection
            .Rows(
                $"""
                SELECT count(*) FILTER (WHERE state IN {JobText.Unfinished}), count(*) FILTER (WHERE state = 'failed'),
                  coalesce((SELECT files_total FROM jobs WHERE id = @job), 0)
                FROM job_files WHERE job_id = @job
                """,
                row =>
                    row.GetInt64(0) > 0 ? JobState.Cancelled
                    : row.GetInt64(1) == 0 ? JobState.Done
                    : row.GetInt64(1) == row.GetInt64(2) ? JobState.Failed
                    : JobState.Partial,
                ("@job", job)
            )
            .Single();

    /// <summary>Files at work wait again.</summary>
    public static void Requeue(SqliteConnection connection, long job) =>
        connection.Execute("UPDATE job_files SET state = 'queued' WHERE job_id = @job AND state = 'running'", ("@job", job));

    /// <summary>Cancels files that have not ended.</summary>
    public static void Cancel(SqliteConnection connection, long job) =>
        connection.Execute(
            $"UPDATE job_files SET state = 'cancelled' WHERE job_id = @job AND state IN {JobText.Unfinished}",
            ("@job", job)
        );

    /// <summary>Files that failed or were cancelled wait again.</summary>
    /// <returns>How many.</returns>
    public static int Retry(SqliteConnection connection, long job) =>
        connection.Execute(
            "UPDATE job_files SET state = 'queued', file_id = NULL, error = NULL WHERE job_id = @job AND state IN ('failed', 'cancelled')",
            ("@job", job)
        );

    /// <summary>What an ended file has come to, if that is still true: the file is in the catalogue, and unchanged on disk.</summary>
    /// <returns>Whether the file has ended, and its row in the catalogue; no row for one that holds no sound.</returns>
    public static (bool Ended, FileRow? File) Recall(SqliteConnection connection, long job, string path)
    {
        (bool Ended, long? FileId) found = connection
            .Rows(
                """
                SELECT file_id FROM job_files
                WHERE job_id = @job AND path = @path AND (state = 'done' OR (state IN ('partial', 'failed') AND file_id IS NOT NULL))
                """,
                row => (true, row.LongOrNull(0)),
                Of(job, path)
            )
            .FirstOrDefault();
        if (found.FileId is not { } fileId)
        {
            return (found.Ended, null);
        }

        FileRow? file = FileTable.ById(connection, fileId);
        return file is not null && IsUnchanged(file, path) ? (true, file) : (false, null);
    }

    private static bool IsUnchanged(FileRow row, string path)
    {
        try
        {
            var link = new FileInfo(path);
            var file = (FileInfo)(link.ResolveLinkTarget(returnFinalTarget: true) ?? link);
            return row.Path == path && file.Exists && file.Length == row.SizeBytes && file.LastWriteTimeUtc.Ticks == row.ModifiedTicks;
        }
        catch (IOException)
        {
            return false; // A link that leads nowhere or to itself: analysing it says so.
        }
    }

    private static (string, object?)[] Of(long job, string path) => [("@job", job), ("@path", path)];
}
