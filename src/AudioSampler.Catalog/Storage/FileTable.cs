using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Audio;
using AudioSampler.Catalog.Model;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Rows of <c>files</c>: one a path.</summary>
internal static class FileTable
{
    private const string Columns =
        "f.id, f.path, f.name, f.words, f.folder, f.size_bytes, f.modified_ticks, f.content_hash, f.audio_id, f.facts, f.warnings, f.status, f.failure, f.missing";

    public static FileRow? ById(SqliteConnection connection, long id) =>
        connection.Rows($"SELECT {Columns} FROM files f WHERE f.id = @id", Read, ("@id", id)).FirstOrDefault();

    /// <summary>A file that was removed, as its row was.</summary>
    public static FileRow? RemovedById(SqliteConnection connection, long id) =>
        connection.Rows($"SELECT {Columns} FROM removed_files f WHERE f.id = @id", Read, ("@id", id)).FirstOrDefault();

    public static FileRow? ByPath(SqliteConnection connection, string path) =>
        connection.Rows($"SELECT {Columns} FROM files f WHERE f.path = @path", Read, ("@path", path)).FirstOrDefault();

    /// <summary>Copies of some audio, those that are there first.</summary>
    public static List<FileRow> ByAudio(SqliteConnection connection, long audioId) =>
        connection.Rows($"SELECT {Columns} FROM files f WHERE f.audio_id = @audio ORDER BY f.missing, f.id", Read, ("@audio", audioId));

    /// <summary>The best row with these bytes whose audio has results: the path itself, else one that is there.</summary>
    public static FileRow? ByContent(SqliteConnection connection, string contentHash, string path) =>
        connection
            .Rows(
                $"""
                SELECT {Columns} FROM files f JOIN audio a ON a.id = f.audio_id
                WHERE f.content_hash = @hash AND a.generation_id IS NOT NULL AND f.failure IS NULL
                ORDER BY f.path = @path DESC, f.missing, f.id LIMIT 1
                """,
                Read,
                ("@hash", contentHash),
                ("@path", path)
            )
            .FirstOrDefault();

    /// <summary>Writes the row of a path whose audio is known. A file that was moved here from a path where it is no more keeps its row.</summary>
    /// <returns>Number of the row.</returns>
    public static long Put(
        SqliteConnection connection,
        FileIdentity identity,
        FileFacts? facts,
        long audioId,
        AnalysisStatus status,
        string warnings,
        bool findsMoves = true
    )
    {
        long id =
            (
                ByPath(connection, identity.Path)
                ?? Back(connection, identity.Path)
                ?? (findsMoves ? MovedFrom(connection, identity, audioId) : null)
            )?.Id
            ?? Insert(connection, identity);
        connection.Execute(
            """
            UPDATE files SET path = @path, name = @name, words = @words, folder = @folder, size_bytes = @size, modified_ticks = @modified,
              content_hash = @content, audio_id = @audio, format = @format, codec = @codec, sample_rate = @rate, channels = @channels,
              duration_s = @duration, recorded_at = @recorded, facts = @facts, warnings = @warnings, status = @status, failure = NULL, missing = 0
            WHERE id = @id
            """,
            [
                .. PathParameters(identity),
                .. FactParameters(identity, facts),
                ("@audio", audioId),
                ("@warnings", warnings),
                ("@status", Text(status)),
                ("@id", id),
            ]
        );
        return id;
    }

    /// <summary>Records that the file at a path can't be analysed. What an earlier state of it gave stays.</summary>
    /// <returns>Number of the row.</returns>
    public static long PutFailure(SqliteConnection connection, FileIdentity identity, AnalysisDocument document)
    {
        FileRow? row = ByPath(connection, identity.Path) ?? Back(connection, identity.Path);
        long id = row?.Id ?? Insert(connection, identity);
        string failure = JsonSerializer.Serialize(document, AnalysisJson.Default.AnalysisDocument);
        connection.Execute(
            """
            UPDATE files SET size_bytes = @size, modified_ticks = @modified, content_hash = @content, status = @status, failure = @failure, missing = 0
            WHERE id = @id
            """,
            ("@size", identity.SizeBytes),
            ("@modified", identity.ModifiedUtc.UtcTicks),
            ("@content", identity.ContentHash ?? document.File?.ContentHash),
            ("@status", Text(AnalysisStatus.Failed)),
            ("@failure", failure),
            ("@id", id)
        );
        if (row?.AudioId is null && document.File is { } facts)
        {
            connection.Execute(
                """
                UPDATE files SET format = @format, codec = @codec, sample_rate = @rate, channels = @channels, duration_s = @duration,
                  recorded_at = @recorded, facts = @facts, content_hash = @content
                WHERE id = @id
                """,
                [.. FactParameters(identity, facts), ("@id", id)]
            );
        }

        return id;
    }

    /// <summary>
    /// Size and time of change of the files below a folder, by path. Removed ones are among them: what the user took out doesn't come back until it changes, or is asked for.
    /// </summary>
    public static Dictionary<string, (long Size, long Modified)> KnownBelow(SqliteConnection connection, string folder)
    {
        (string below, string behind) = RangeBelow(folder);
        return connection
            .Rows(
                """
                SELECT path, size_bytes, modified_ticks FROM files WHERE path > @below AND path < @behind AND NOT missing
                UNION ALL SELECT path, size_bytes, modified_ticks FROM removed_files WHERE path > @below AND path < @behind
                """,
                row => (Path: row.GetString(0), Size: row.GetInt64(1), Modified: row.GetInt64(2)),
                ("@below", below),
                ("@behind", behind)
            )
            .ToDictionary(file => file.Path, file => (file.Size, file.Modified), StringComparer.Ordinal);
    }

    /// <summary>How many files are in a folder, and in each of those below it.</summary>
    public static Dictionary<string, long> CountBelow(SqliteConnection connection, string folder)
    {
        (string below, string behind) = RangeBelow(folder);
        return connection
            .Rows(
                "SELECT folder, count(*) FROM files WHERE path > @below AND path < @behind GROUP BY folder",
                row => (Folder: row.GetString(0), Files: row.GetInt64(1)),
                ("@below", below),
                ("@behind", behind)
            )
            .ToDictionary(count => count.Folder, count => count.Files, StringComparer.Ordinal);
    }

    /// <summary>What lies below a folder as a range of the index on the path: all that begin so lie before what begins with the character that follows the separator.</summary>
    public static (string Below, string Behind) RangeBelow(string folder)
    {
        string below = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar; // "/" is one already
        return (below, below[..^1] + (char)(Path.DirectorySeparatorChar + 1));
    }

    /// <summary>Notes that there is no file at a path; all that is known of it stays.</summary>
    /// <returns>Number of the row; null when the path is not known.</returns>
    public static long? MarkMissing(SqliteConnection connection, string path) =>
        (long?)connection.Value("UPDATE files SET missing = 1 WHERE path = @path RETURNING id", ("@path", path));

    /// <summary>Status as it is written in rows and documents.</summary>
    public static string Text(AnalysisStatus status) =>
        status switch
        {
            AnalysisStatus.Complete => "complete",
            AnalysisStatus.Partial => "partial",
            AnalysisStatus.Failed => "failed",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    /// <summary>The row of a path that was removed and is analysed again: it has the number that it had.</summary>
    private static FileRow? Back(SqliteConnection connection, string path) =>
        RemovedTable.TakeBack(connection, "path = @path", ("@path", path)).Count > 0 ? ByPath(connection, path) : null;

    private static long Insert(SqliteConnection connection, FileIdentity identity) =>
        (long)
            connection.Value(
                """
                INSERT INTO files (path, name, words, folder, size_bytes, modified_ticks, status, warnings, added_ticks, missing)
                VALUES (@path, @name, @words, @folder, @size, @modified, 'failed', '[]', @added, 0) RETURNING id
                """,
                [.. PathParameters(identity), ("@added", DateTimeOffset.UtcNow.UtcTicks)]
            )!;

    /// <summary>A copy of the audio whose file is gone, though its root is there: an unmounted disk must not look like a move.</summary>
    private static FileRow? MovedFrom(SqliteConnection connection, FileIdentity identity, long audioId)
    {
        List<string> roots = RootTable.List(connection);
        return ByAudio(connection, audioId)
            .Where(row => !File.Exists(row.Path) && !roots.Exists(root => RealPath.Holds(root, row.Path) && IsLost(FolderOf(root, row))))
            .OrderByDescending(row => row.ContentHash == identity.ContentHash)
            .FirstOrDefault();
    }

    /// <summary>A root may be a single file: then its folder says whether the disk is there.</summary>
    private static string FolderOf(string root, FileRow row) => root == row.Path ? Path.GetDirectoryName(root) ?? root : root;

    private static bool IsLost(string folder) => !Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any();

    private static (string, object?)[] PathParameters(FileIdentity identity)
    {
        string name = Path.GetFileName(identity.Path);
        return
        [
            ("@path", identity.Path),
            ("@name", name),
            ("@words", NameWords.Of(name)),
            ("@folder", Path.GetDirectoryName(identity.Path) ?? ""),
            ("@size", identity.SizeBytes),
            ("@modified", identity.ModifiedUtc.UtcTicks),
        ];
    }

    private static (string, object?)[] FactParameters(FileIdentity identity, FileFacts? facts) =>
        [
            ("@content", identity.ContentHash ?? facts?.ContentHash),
            ("@format", facts?.Format),
            ("@codec", facts?.Codec),
            ("@rate", facts?.SampleRate),
            ("@channels", facts?.Channels),
            ("@duration", facts?.DurationS),
            ("@recorded", facts?.RecordedAt),
            ("@facts", facts is null ? null : JsonSerializer.Serialize(facts, AnalysisJson.Default.FileFacts)),
        ];

    private static FileRow Read(SqliteDataReader row) =>
        new()
        {
            Id = row.GetInt64(0),
            Path = row.GetString(1),
            Name = row.GetString(2),
            Words = row.GetString(3),
            Folder = row.GetString(4),
            SizeBytes = row.GetInt64(5),
            ModifiedTicks = row.GetInt64(6),
            ContentHash = row.TextOrNull(7),
            AudioId = row.LongOrNull(8),
            Facts = row.TextOrNull(9),
            Warnings = row.GetString(10),
            Status = row.GetString(11),
            Failure = row.TextOrNull(12),
            Missing = row.GetBoolean(13),
        };
}
