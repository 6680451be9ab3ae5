using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>Whole numbers of 16 bits, and what is so or not; what is not known is the least of all.</summary>
internal sealed class SmallColumn(string expression) : TableColumn(expression)
{
    private const short Unknown = short.MinValue;

    private readonly List<short> values = [];

    private ReadOnlySpan<short> Values => CollectionsMarshal.AsSpan(values);

    public override void Add(SqliteDataReader row, int ordinal) =>
        values.Add(row.IsDBNull(ordinal) ? Unknown : (short)Math.Clamp(row.GetInt64(ordinal), Unknown + 1, short.MaxValue));

    public override void AddLike(int row) => values.Add(values[row]);

    public override void Keep(ReadOnlySpan<int> rows) => Keep(values, rows);

    public override bool IsKnown(int row) => Values[row] != Unknown;

    public override object Value(int row) => (long)values[row];

    public override double Number(int row) => values[row];

    public override int Compare(int one, int other) => Values[one].CompareTo(Values[other]);

    public override int CompareTo(int row, object value) =>
        value is long whole ? ((long)Values[row]).CompareTo(whole) : ((double)Values[row]).CompareTo((double)value);

    public override RowSet Known() => RowSet.Where(Values, new WholeRange(Unknown + 1, long.MaxValue));

    public override RowSet Within(object? min, bool withMin, object? max, bool withMax)
    {
        var range = WholeRange.Between(min, withMin, max, withMax);
        return RowSet.Where(Values, range with { Low = Math.Max(range.Low, Unknown + 1) });
    }

    /// <summary>The rows with one of some numbers.</summary>
    public RowSet OneOf(IEnumerable<int> numbers) => RowSet.Where(Values, new Member([.. numbers.Select(number => (short)number)]));

    /// <summary>For a few numbers, which a look at each finds soonest.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Member(short[] Numbers) : IRowTest<short>
    {
        public bool Holds(short value) => Numbers.AsSpan().Contains(value);
    }
}
