using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Tests.Storage;

public sealed class SqlTests
{
    [Fact]
    public void Statement_that_is_run_again_takes_values_of_every_type()
    {
        using SqliteConnection connection = Open();
        object?[] values = ["text", null, 1L, 2.5, "", (byte[])[1, 2], null, -1L];
        foreach (object? value in values)
        {
            connection.Execute("INSERT INTO t (value) VALUES (@value)", ("@value", value));
            Assert.Equal(value, connection.Value("SELECT value FROM t ORDER BY rowid DESC LIMIT 1"));
        }

        Assert.Equal(
            ["text", "null", "integer", "real", "text", "blob", "null", "integer"],
            connection.Rows("SELECT typeof(value) FROM t ORDER BY rowid", row => row.GetString(0))
        );
    }

    [Fact]
    public void Statement_that_failed_can_be_run_again()
    {
        using SqliteConnection connection = Open();
        const string insert = "INSERT INTO u (value) VALUES (@value)";
        connection.Execute("CREATE TABLE u (value INTEGER PRIMARY KEY)");
        connection.Execute(insert, ("@value", 1L));

        Assert.Throws<SqliteException>(() => connection.Execute(insert, ("@value", 1L)));
        connection.Execute(insert, ("@value", 2L));

        Assert.Equal(2L, connection.Value("SELECT count(*) FROM u"));
    }

    [Fact]
    public void Statement_is_compiled_anew_when_the_tables_have_changed()
    {
        using SqliteConnection connection = Open();
        connection.Execute("INSERT INTO t (value) VALUES (@value)", ("@value", 1L));
        connection.Execute("ALTER TABLE t ADD COLUMN more INTEGER DEFAULT 7");
        connection.Execute("INSERT INTO t (value) VALUES (@value)", ("@value", 2L));

        Assert.Equal(14L, connection.Value("SELECT sum(more) FROM t"));
    }

    private static SqliteConnection Open()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        connection.Execute("CREATE TABLE t (value)");
        return connection;
    }
}
