using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Rows of <c>settings</c>.</summary>
internal static class SettingTable
{
    public static string? Find(SqliteConnection connection, string name) =>
        (string?)connection.Value("SELECT value FROM settings WHERE name = @name", ("@name", name));

    public static void Put(SqliteConnection connection, string name, string value) =>
        connection.Execute(
            "INSERT INTO settings (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            ("@name", name),
            ("@value", value)
        );
}
