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

    public override RowSet Known() => RowSet.WhereVector(Values, new RangeTest<short>(Unknown + 1, short.MaxValue));

    public override RowSet Within(object? min, bool withMin, object? max, bool withMax)
    {
        RangeTest<long> range = WholeRange.Between(min, withMin, max, withMax);
        return range.Low > short.MaxValue || range.High <= Unknown
            ? new RowSet(values.Count)
            : RowSet.WhereVector(
                Values,
                new RangeTest<short>((short)Math.Max(range.Low, Unknown + 1), (short)Math.Min(range.High, short.MaxValue))
            );
    }

    /// <summary>The rows with one of some numbers.</summary>
    public RowSet OneOf(IEnumerable<int> numbers) =>
        RowSet.WhereVector(Values, new MemberTest<short>([.. numbers.Select(number => (short)number)]));
}
