using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Statements with named parameters, in one line each.</summary>
/// <remarks>A statement that is run again on a connection is not compiled again, which costs as much as to insert a row. A connection lets go of its own when it is closed.</remarks>
internal static class Sql
{
    private static readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, SqliteCommand>> s_compiled = [];

    public static SqliteCommand Command(
        this SqliteConnection connection,
        string statement,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // statements are constants or come from SqlText, which takes values as parameters only
        command.CommandText = statement;
#pragma warning restore CA2100
        foreach ((string name, object? value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>Runs a statement and says how many rows it changed.</summary>
    public static int Execute(
        this SqliteConnection connection,
        string statement,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        SqliteCommand command = connection.Compiled(statement, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; null when there is no row or it is NULL.</summary>
    public static object? Value(
        this SqliteConnection connection,
        string statement,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        SqliteCommand command = connection.Compiled(statement, parameters);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>All rows.</summary>
    public static List<T> Rows<T>(
        this SqliteConnection connection,
        string statement,
        Func<SqliteDataReader, T> read,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        using SqliteCommand command = connection.Command(statement, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static SqliteCommand Compiled(
        this SqliteConnection connection,
        string statement,
        ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        Dictionary<string, SqliteCommand> known = s_compiled.GetValue(connection, _ => new(StringComparer.Ordinal));
        if (!known.TryGetValue(statement, out SqliteCommand? command))
        {
            return known[statement] = connection.Command(statement, parameters);
        }

        foreach ((string name, object? value) in parameters)
        {
            SqliteParameter parameter = command.Parameters[name];
            parameter.Value = value ?? DBNull.Value;
            parameter.ResetSqliteType();
        }

        return command;
    }

    public static string? TextOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static double? DoubleOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetDouble(column);

    public static int? IntOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    public static long? LongOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
}
