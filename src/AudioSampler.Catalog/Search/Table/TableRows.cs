using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>The rows of files, or of regions: their numbers and columns. Rows that are replaced stay behind, dead, until there are too many.</summary>
internal sealed class TableRows
{
    private readonly Dictionary<string, TableColumn> byExpression;
    private readonly List<long> ids = [];

    public TableRows(params TableColumn[] columns)
    {
        Columns = columns;
        byExpression = columns.ToDictionary(column => column.Expression, StringComparer.Ordinal);
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>Rows, dead ones too.</summary>
    public int Count => ids.Count;

    /// <summary>The rows that count.</summary>
    public RowSet Alive { get; private set; } = new(0);

    /// <summary>Rows by the catalogue's number of the file or region.</summary>
    public RowNumbers ById { get; private set; } = new();

    /// <summary>The columns as a list of SQL.</summary>
    public string Selected => string.Join(", ", Columns.Select(column => column.Expression));

    /// <summary>The catalogue's number of the file or region.</summary>
    public long IdOf(int row) => CollectionsMarshal.AsSpan(ids)[row];

    /// <summary>The column of an expression; null when it isn't here.</summary>
    public TableColumn? Column(string expression) => byExpression.GetValueOrDefault(expression);

    /// <summary>Adds a row.</summary>
    /// <param name="id">The catalogue's number of it.</param>
    /// <param name="row">Read at its place; its columns begin at <paramref name="first"/>.</param>
    /// <param name="first">The first column.</param>
    public void Add(long id, SqliteDataReader row, int first)
    {
        Enter(id);
        for (int i = 0; i < Columns.Count; i++)
        {
            Columns[i].Add(row, first + i);
        }
    }

    /// <summary>Adds a row with the values of another.</summary>
    public void AddLike(int row)
    {
        Enter(ids[row]);
        foreach (TableColumn column in Columns)
        {
            column.AddLike(row);
        }
    }

    /// <summary>Lets go of the dead.</summary>
    /// <returns>The rows that were kept, by their places before.</returns>
    public int[] Compact()
    {
        int[] living = Alive.ToArray();
        long[] kept = [.. living.Select(IdOf)];
        foreach (TableColumn column in Columns)
        {
            column.Keep(living);
        }

        ids.Clear();
        Alive = new RowSet(0);
        ById = new RowNumbers();
        foreach (long id in kept)
        {
            Enter(id);
        }

        return living;
    }

    private void Enter(long id)
    {
        ids.Add(id);
        ById.Add(id);
        Alive.Grow();
    }
}
