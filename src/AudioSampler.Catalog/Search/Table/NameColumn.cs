using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>Names, compared as the collation NOCASE does: without regard to the case of the letters A to Z. Most comparisons need no more than the first characters.</summary>
internal sealed class NameColumn(string expression) : TableColumn(expression)
{
    private const int Beginning = 8;

    private readonly List<string> values = [];
    private readonly List<UInt128> beginnings = [];

    public override void Add(SqliteDataReader row, int ordinal) => Add(row.GetString(ordinal));

    public override void AddLike(int row) => Add(values[row]);

    public override void Keep(ReadOnlySpan<int> rows)
    {
        Keep(values, rows);
        Keep(beginnings, rows);
    }

    public override bool IsKnown(int row) => true;

    public override object Value(int row) => values[row];

    public override int Compare(int one, int other)
    {
        ReadOnlySpan<UInt128> starts = CollectionsMarshal.AsSpan(beginnings);
        int order = starts[one].CompareTo(starts[other]);
        return order != 0 ? order : Compare(values[one], values[other]);
    }

    public override int CompareTo(int row, object value) => Compare(values[row], (string)value);

    public override RowSet Known() => WhereText(_ => true);

    public override RowSet WhereText(Func<string, bool> test) => RowSet.Where(CollectionsMarshal.AsSpan(values), new Matching(test));

    public override RowSet Within(object? min, bool withMin, object? max, bool withMax) =>
        WhereText(TextRange.Test(min, withMin, max, withMax));

    private void Add(string name)
    {
        UInt128 start = 0;
        for (int i = 0; i < Beginning; i++)
        {
            start = (start << 16) | (i < name.Length ? Folded(name[i]) : '\0');
        }

        values.Add(name);
        beginnings.Add(start);
    }

    private static int Compare(string one, string other)
    {
        int length = Math.Min(one.Length, other.Length);
        for (int i = 0; i < length; i++)
        {
            int order = Folded(one[i]) - Folded(other[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return one.Length - other.Length;
    }

    private static char Folded(char letter) => letter is >= 'A' and <= 'Z' ? (char)(letter | 0x20) : letter;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Matching(Func<string, bool> Test) : IRowTest<string>
    {
        public bool Holds(string value) => Test(value);
    }
}
