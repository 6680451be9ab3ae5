using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Rows of <c>roots</c>: folders and single files that the user added.</summary>
internal static class RootTable
{
    public static List<string> List(SqliteConnection connection) =>
        connection.Rows("SELECT path FROM roots ORDER BY path", row => row.GetString(0));

    public static bool Add(SqliteConnection connection, string path) =>
        connection.Execute(
            "INSERT INTO roots (path, added_ticks) VALUES (@path, @added) ON CONFLICT (path) DO NOTHING",
            ("@path", path),
            ("@added", DateTimeOffset.UtcNow.UtcTicks)
        ) > 0;

    public static List<string> ListWatched(SqliteConnection connection) =>
        connection.Rows("SELECT path FROM roots WHERE watched ORDER BY path", row => row.GetString(0));

    public static bool Watch(SqliteConnection connection, string path, bool watched) =>
        connection.Execute(
            "UPDATE roots SET watched = @watched WHERE path = @path AND watched <> @watched",
            ("@path", path),
            ("@watched", watched)
        ) > 0;

    public static bool Remove(SqliteConnection connection, string path) =>
        connection.Execute("DELETE FROM roots WHERE path = @path", ("@path", path)) > 0;
}
