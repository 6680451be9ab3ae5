using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>The labels of each row, of lines of text; they are counted, not compared.</summary>
internal sealed class LabelsColumn(string expression) : TableColumn(expression)
{
    private readonly List<ushort[]> values = [];
    private readonly List<string> labels = [];
    private readonly Dictionary<string, ushort> codes = new(StringComparer.Ordinal);

    /// <summary>How many of some rows have each label.</summary>
    public IEnumerable<(string Label, long Count)> Counts(int[] rows)
    {
        long[] counts = new long[labels.Count];
        foreach (int row in rows)
        {
            foreach (ushort code in values[row])
            {
                counts[code]++;
            }
        }

        return labels.Zip(counts).Where(count => count.Second > 0);
    }

    public override void Add(SqliteDataReader row, int ordinal) =>
        values.Add(row.IsDBNull(ordinal) ? [] : [.. row.GetString(ordinal).Split('\n').Select(CodeOf)]);

    public override void AddLike(int row) => values.Add(values[row]);

    public override void Keep(ReadOnlySpan<int> rows) => Keep(values, rows);

    public override bool IsKnown(int row) => values[row].Length > 0;

    public override object Value(int row) => string.Join('\n', values[row].Select(code => labels[code]));

    public override int Compare(int one, int other) => string.CompareOrdinal((string)Value(one), (string)Value(other));

    public override int CompareTo(int row, object value) => string.CompareOrdinal((string)Value(row), (string)value);

    public override RowSet Known() => throw new NotSupportedException("labels are counted, not asked for");

    public override RowSet Within(object? min, bool withMin, object? max, bool withMax) => Known();

    private ushort CodeOf(string label)
    {
        if (!codes.TryGetValue(label, out ushort code))
        {
            code = checked((ushort)labels.Count);
            codes.Add(label, code);
            labels.Add(label);
        }

        return code;
    }
}
