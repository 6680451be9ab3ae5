using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>Whole numbers; what is not known is the least of all.</summary>
internal sealed class WholeColumn(string expression) : TableColumn(expression)
{
    private const long Unknown = long.MinValue;

    private readonly List<long> values = [];

    private ReadOnlySpan<long> Values => CollectionsMarshal.AsSpan(values);

    public override void Add(SqliteDataReader row, int ordinal) => values.Add(row.IsDBNull(ordinal) ? Unknown : row.GetInt64(ordinal));

    public override void AddLike(int row) => values.Add(values[row]);

    public override void Keep(ReadOnlySpan<int> rows) => Keep(values, rows);

    public override bool IsKnown(int row) => Values[row] != Unknown;

    public override object Value(int row) => values[row];

    public override double Number(int row) => values[row];

    public override int Compare(int one, int other) => Values[one].CompareTo(Values[other]);

    public override int CompareTo(int row, object value) =>
        value is long whole ? Values[row].CompareTo(whole) : ((double)Values[row]).CompareTo((double)value);

    public override RowSet Known() => RowSet.WhereVector(Values, new RangeTest<long>(Unknown + 1, long.MaxValue));

    public override RowSet Within(object? min, bool withMin, object? max, bool withMax)
    {
        RangeTest<long> range = WholeRange.Between(min, withMin, max, withMax);
        return RowSet.WhereVector(Values, range with { Low = Math.Max(range.Low, Unknown + 1) });
    }
}
