namespace AudioSampler.Catalog.Search.Table;

/// <summary>The order of a list over the rows of a table.</summary>
internal sealed class TableOrder : IComparer<int>
{
    private readonly Term[] terms;
    private readonly SearchTable table;

    private TableOrder(Term[] terms, SearchTable table)
    {
        this.terms = terms;
        this.table = table;
    }

    /// <summary>The order, when all of its columns are in the table.</summary>
    public static TableOrder? Of(SearchTable table, SearchTarget target, IReadOnlyList<SortTerm> terms)
    {
        var read = new Term[terms.Count];
        for (int i = 0; i < read.Length; i++)
        {
            string expression = terms[i].Near?.Column ?? terms[i].Expression;
            TableColumn? own = (target == SearchTarget.Files ? table.Files : table.Regions).Column(expression);
            TableColumn? ofFile =
                own is null && expression.StartsWith("f.", StringComparison.Ordinal) ? table.Files.Column(expression) : null;
            if ((own ?? ofFile) is not { } column)
            {
                return null;
            }

            read[i] = new Term(column, ofFile is not null, terms[i].Descending, terms[i].Near?.Value);
        }

        return new TableOrder(read, table);
    }

    /// <inheritdoc/>
    public int Compare(int x, int y)
    {
        foreach (Term term in terms)
        {
            int order = term.Compare(At(term, x), At(term, y));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>Compares a row with the values of one that was there.</summary>
    public int CompareTo(int row, object?[] place)
    {
        for (int i = 0; i < terms.Length; i++)
        {
            int order = terms[i].CompareTo(At(terms[i], row), place[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>The values of a row that the order compares.</summary>
    public object?[] Place(int row) => [.. terms.Select(term => term.Value(At(term, row)))];

    /// <summary>So many rows from a place on in the order.</summary>
    /// <param name="rows">The rows; their order is lost.</param>
    /// <param name="skip">Rows to leave out.</param>
    /// <param name="most">Most rows.</param>
    public int[] Slice(int[] rows, long skip, int most)
    {
        if (skip >= rows.Length)
        {
            return [];
        }

        long wanted = Math.Min(rows.Length, skip + most);
        if (wanted > rows.Length / 8)
        {
            Array.Sort(rows, this);
            return rows[(int)skip..(int)wanted];
        }

        // The worst of the best so far is on top.
        var best = new PriorityQueue<int, int>((int)wanted, Comparer<int>.Create((x, y) => Compare(y, x)));
        foreach (int row in rows)
        {
            if (best.Count < wanted)
            {
                best.Enqueue(row, row);
            }
            else if (Compare(row, best.Peek()) < 0)
            {
                best.DequeueEnqueue(row, row);
            }
        }

        int[] sorted = [.. best.UnorderedItems.Select(item => item.Element)];
        Array.Sort(sorted, this);
        return sorted[(int)skip..];
    }

    private int At(Term term, int row) => term.OfFile ? table.FileOfRegions[row] : row;

    /// <summary>One of the things that decide.</summary>
    /// <param name="Column">What is compared.</param>
    /// <param name="OfFile">Whether it is the file's.</param>
    /// <param name="Descending">The largest first.</param>
    /// <param name="Near">The value to be near to; null to compare the values themselves.</param>
    private sealed record Term(TableColumn Column, bool OfFile, bool Descending, double? Near)
    {
        public int Compare(int one, int other)
        {
            bool known = Column.IsKnown(one);
            if (known != Column.IsKnown(other))
            {
                return known ? -1 : 1;
            }

            int order =
                !known ? 0
                : Near is { } near ? Distance(one, near).CompareTo(Distance(other, near))
                : Column.Compare(one, other);
            return Descending ? -order : order;
        }

        public int CompareTo(int row, object? value)
        {
            bool known = Column.IsKnown(row);
            if (value is null || !known)
            {
                return known ? -1
                    : value is null ? 0
                    : 1;
            }

            int order = Near is { } near
                ? Distance(row, near).CompareTo(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture))
                : Column.CompareTo(row, value);
            return Descending ? -order : order;
        }

        public object? Value(int row) =>
            !Column.IsKnown(row) ? null
            : Near is { } near ? Distance(row, near)
            : Column.Value(row);

        private double Distance(int row, double near) => Math.Abs(Column.Number(row) - near);
    }
}
