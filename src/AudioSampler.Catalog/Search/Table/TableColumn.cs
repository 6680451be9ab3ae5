using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>A column of the catalogue in memory, a value for each row. Values compare as SQLite compares them.</summary>
/// <param name="expression">What it is in SQL, as queries and orders name it.</param>
internal abstract class TableColumn(string expression)
{
    /// <summary>What it is in SQL.</summary>
    public string Expression => expression;

    /// <summary>Adds a row.</summary>
    public abstract void Add(SqliteDataReader row, int ordinal);

    /// <summary>Adds a row that is like one that is there.</summary>
    public abstract void AddLike(int row);

    /// <summary>Keeps these rows, in this order.</summary>
    public abstract void Keep(ReadOnlySpan<int> rows);

    /// <summary>Whether a row has a value.</summary>
    public abstract bool IsKnown(int row);

    /// <summary>The value of a row that has one, as SQLite gives it: long, double or string.</summary>
    public abstract object Value(int row);

    /// <summary>Compares the values of two rows that have one.</summary>
    public abstract int Compare(int one, int other);

    /// <summary>Compares the value of a row that has one.</summary>
    public abstract int CompareTo(int row, object value);

    /// <summary>The value of a row that has one, as a number.</summary>
    public virtual double Number(int row) => throw new NotSupportedException($"{Expression} is no number");

    /// <summary>The rows that have a value.</summary>
    public abstract RowSet Known();

    /// <summary>The rows whose text is so.</summary>
    public virtual RowSet WhereText(Func<string, bool> test) => throw new NotSupportedException($"{Expression} is no text");

    /// <summary>The rows between two values; null leaves a side open.</summary>
    public abstract RowSet Within(object? min, bool withMin, object? max, bool withMax);

    protected static void Keep<T>(List<T> values, ReadOnlySpan<int> rows)
    {
        var kept = new List<T>(rows.Length);
        foreach (int row in rows)
        {
            kept.Add(values[row]);
        }

        values.Clear();
        values.AddRange(kept);
    }
}
