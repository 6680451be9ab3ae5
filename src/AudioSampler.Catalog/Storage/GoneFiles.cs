using AudioSampler.Audio;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Files of the catalogue that are not at their paths any more.</summary>
internal static class GoneFiles
{
    /// <summary>Those at or below paths that are not noted as missing yet, though nothing stands there.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="paths">Absolute paths of files and folders.</param>
    /// <returns>Their paths, as they stand in the catalogue.</returns>
    public static List<string> Find(SqliteConnection connection, IEnumerable<string> paths) =>
        [.. paths.Select(RealPathOf).Where(path => !File.Exists(path)).SelectMany(path => Known(connection, path)).Where(IsGone)];

    private static List<string> Known(SqliteConnection connection, string path)
    {
        (string below, string behind) = FileTable.RangeBelow(path);
        return connection.Rows(
            """
            SELECT path FROM files WHERE path = @path AND NOT missing
            UNION ALL SELECT path FROM files WHERE path > @below AND path < @behind AND NOT missing
            """,
            row => row.GetString(0),
            ("@path", path),
            ("@below", below),
            ("@behind", behind)
        );
    }

    /// <summary>What lies in a folder that may not be looked into seems to be gone, and is not.</summary>
    private static bool IsGone(string path)
    {
        if (Path.Exists(path))
        {
            return false;
        }

        string? folder = Path.GetDirectoryName(path);
        while (folder is not null && !Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder);
        }

        try
        {
            using IEnumerator<string>? entries = folder is null ? null : Directory.EnumerateFileSystemEntries(folder).GetEnumerator();
            entries?.MoveNext();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string RealPathOf(string path)
    {
        try
        {
            return RealPath.Of(path);
        }
        catch (IOException)
        {
            return path; // Links that lead in a circle lead nowhere.
        }
    }
}
