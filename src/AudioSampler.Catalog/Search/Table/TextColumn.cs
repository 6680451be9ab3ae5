using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>Text. Neighbours often have the same, as files of a folder have its path: it is kept once.</summary>
internal sealed class TextColumn(string expression) : TableColumn(expression)
{
    private readonly List<string?> values = [];

    public override void Add(SqliteDataReader row, int ordinal)
    {
        string? text = row.IsDBNull(ordinal) ? null : row.GetString(ordinal);
        values.Add(values is [.., { } last] && last == text ? last : text);
    }

    public override void AddLike(int row) => values.Add(values[row]);

    public override void Keep(ReadOnlySpan<int> rows) => Keep(values, rows);

    public override bool IsKnown(int row) => values[row] is not null;

    public override object Value(int row) => values[row]!;

    public override int Compare(int one, int other) => string.CompareOrdinal(values[one], values[other]);

    public override int CompareTo(int row, object value) => string.CompareOrdinal(values[row], (string)value);

    public override RowSet Known() => WhereText(_ => true);

    public override RowSet WhereText(Func<string, bool> test) => RowSet.Where(CollectionsMarshal.AsSpan(values), new Matching(test));

    public override RowSet Within(object? min, bool withMin, object? max, bool withMax) =>
        WhereText(TextRange.Test(min, withMin, max, withMax));

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Matching(Func<string, bool> Test) : IRowTest<string?>
    {
        public bool Holds(string? value) => value is not null && Test(value);
    }
}
