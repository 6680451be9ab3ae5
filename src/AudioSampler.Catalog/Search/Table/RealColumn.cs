using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>Real numbers; what is not known is NaN.</summary>
internal sealed class RealColumn(string expression) : TableColumn(expression)
{
    private readonly List<double> values = [];

    private ReadOnlySpan<double> Values => CollectionsMarshal.AsSpan(values);

    public override void Add(SqliteDataReader row, int ordinal) => values.Add(row.IsDBNull(ordinal) ? double.NaN : row.GetDouble(ordinal));

    public override void AddLike(int row) => values.Add(values[row]);

    public override void Keep(ReadOnlySpan<int> rows) => Keep(values, rows);

    public override bool IsKnown(int row) => !double.IsNaN(Values[row]);

    public override object Value(int row) => values[row];

    public override double Number(int row) => values[row];

    public override int Compare(int one, int other) => Values[one].CompareTo(Values[other]);

    public override int CompareTo(int row, object value) => Values[row].CompareTo(Convert.ToDouble(value, CultureInfo.InvariantCulture));

    public override RowSet Known() => RowSet.WhereVector(Values, new RangeTest<double>(double.NegativeInfinity, double.PositiveInfinity));

    public override RowSet Within(object? min, bool withMin, object? max, bool withMax)
    {
        double low = min is null ? double.NegativeInfinity : Convert.ToDouble(min, CultureInfo.InvariantCulture);
        double high = max is null ? double.PositiveInfinity : Convert.ToDouble(max, CultureInfo.InvariantCulture);
        return RowSet.WhereVector(
            Values,
            new RangeTest<double>(
                withMin || min is null ? low : Math.BitIncrement(low),
                withMax || max is null ? high : Math.BitDecrement(high)
            )
        );
    }
}
