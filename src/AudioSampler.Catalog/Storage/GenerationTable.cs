using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Rows of <c>generations</c> that are not complete yet.</summary>
internal static class GenerationTable
{
    /// <summary>Removes what a dead writer left behind, except what an unfinished job may go on with.</summary>
    /// <returns>Number of generations removed.</returns>
    public static int RemoveUnfinishedOfWriter(SqliteConnection connection, string writer)
    {
        int removed = connection.Execute(
            $"""
            DELETE FROM generations
            WHERE writer = @writer AND document IS NULL
              AND (job_id IS NULL OR job_id NOT IN (SELECT id FROM jobs WHERE state IN {JobText.Unfinished}))
            """,
            ("@writer", writer)
        );
        RemoveAudioWithoutUse(connection);
        return removed;
    }

    /// <summary>Removes what a job that has ended didn't complete.</summary>
    public static void RemoveUnfinishedOf(SqliteConnection connection, long job)
    {
        if (connection.Execute("DELETE FROM generations WHERE job_id = @job AND document IS NULL", ("@job", job)) > 0)
        {
            RemoveAudioWithoutUse(connection);
        }
    }

    private static void RemoveAudioWithoutUse(SqliteConnection connection) =>
        connection.Execute(
            """
            DELETE FROM audio
            WHERE generation_id IS NULL
              AND NOT EXISTS (SELECT 1 FROM generations g WHERE g.audio_id = audio.id)
              AND NOT EXISTS (SELECT 1 FROM files f WHERE f.audio_id = audio.id)
            """
        );
}
