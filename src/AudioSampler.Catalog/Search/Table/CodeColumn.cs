using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>Text of which there are few different ones, such as kinds and keys; the number 0 is for what is not known.</summary>
internal sealed class CodeColumn(string expression) : TableColumn(expression)
{
    /// <summary>More codes than these are found sooner in a table.</summary>
    private const int MostMembers = 16;

    private readonly List<ushort> values = [];
    private readonly List<string> texts = [""];
    private readonly Dictionary<string, ushort> codes = new(StringComparer.Ordinal);

    private ReadOnlySpan<ushort> Values => CollectionsMarshal.AsSpan(values);

    public override void Add(SqliteDataReader row, int ordinal) =>
        values.Add(row.IsDBNull(ordinal) ? (ushort)0 : CodeOf(row.GetString(ordinal)));

    public override void AddLike(int row) => values.Add(values[row]);

    public override void Keep(ReadOnlySpan<int> rows) => Keep(values, rows);

    public override bool IsKnown(int row) => Values[row] != 0;

    public override object Value(int row) => texts[values[row]];

    public override int Compare(int one, int other) => string.CompareOrdinal(texts[Values[one]], texts[Values[other]]);

    public override int CompareTo(int row, object value) => string.CompareOrdinal(texts[Values[row]], (string)value);

    public override RowSet Known() => RowSet.WhereVector(Values, new RangeTest<ushort>(1, ushort.MaxValue));

    public override RowSet WhereText(Func<string, bool> test)
    {
        bool[] wanted = [.. texts.Select((text, code) => code > 0 && test(text))];
        ushort[] members = [.. Enumerable.Range(0, wanted.Length).Where(code => wanted[code]).Select(code => (ushort)code)];
        return members.Length <= MostMembers
            ? RowSet.WhereVector(Values, new MemberTest<ushort>(members))
            : RowSet.Where(Values, new Wanted(wanted));
    }

    public override RowSet Within(object? min, bool withMin, object? max, bool withMax) =>
        WhereText(TextRange.Test(min, withMin, max, withMax));

    /// <summary>How many of some rows have each text; those that have none are left out.</summary>
    public IEnumerable<(string Text, long Count)> Counts(int[] rows)
    {
        long[] counts = new long[texts.Count];
        foreach (int row in rows)
        {
            counts[values[row]]++;
        }

        return texts.Zip(counts).Skip(1).Where(count => count.Second > 0);
    }

    private ushort CodeOf(string text)
    {
        if (!codes.TryGetValue(text, out ushort code))
        {
            code = checked((ushort)texts.Count);
            codes.Add(text, code);
            texts.Add(text);
        }

        return code;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Wanted(bool[] Codes) : IRowTest<ushort>
    {
        public bool Holds(ushort value) => Codes[value];
    }
}
