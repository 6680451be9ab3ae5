using System.Globalization;
using AudioSampler.Catalog.Search.Table;
using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search;

/// <summary>Runs a query.</summary>
internal static class SearchRun
{
    /// <summary>A page of what a query finds.</summary>
    /// <param name="connection">In a transaction, so that total and rows are of one state.</param>
    /// <param name="query">The query.</param>
    /// <param name="window">The part of the list.</param>
    /// <param name="read">Makes a row.</param>
    /// <param name="idOf">The number by which the full-text index knows a row.</param>
    /// <param name="explained">Puts the reasons to a row.</param>
    /// <param name="table">What searches look at, in memory; null to ask the database alone.</param>
    /// <exception cref="SearchCursorException">The cursor is of another list.</exception>
    public static SearchPage<T> Page<T>(
        SqliteConnection connection,
        SearchQuery query,
        SearchWindow window,
        Func<SqliteDataReader, T> read,
        Func<T, long> idOf,
        Func<T, IReadOnlyList<SearchReason>, T> explained,
        SearchTable? table
    )
    {
        (long total, List<(T Row, object?[] Place)> found) =
            query.Root is SearchNode.All && window.Sort.IsUsual ? Everything(connection, query, window, read, table)
            : (table is null ? null : InTable(connection, table, query, window, read)) is { } inTable ? inTable
            : query.Root is SearchNode.All ? Everything(connection, query, window, read, table)
            : Matches(connection, query, window, read);
        bool more = found.Count > window.PageSize;
        List<(T Row, object?[] Place)> shown = more ? found[..^1] : found;
        List<T> page = [.. shown.Select(row => row.Row)];
        return new SearchPage<T>(
            window.Explain ? Explained(connection, query, page, idOf, explained) : page,
            total,
            window.Page,
            window.PageSize,
            more ? SearchCursor.Write(query, window.Sort, shown[^1].Place) : null
        );
    }

    /// <summary>The numbers of all rows that a query finds, at most so many.</summary>
    public static List<long> Ids(SqliteConnection connection, SearchQuery query, int most, SearchTable? table)
    {
        if (table is not null)
        {
            var search = new TableSearch(connection, table, query);
            return table.Use(connection, now => search.Rows(now).ToArray().Select(search.Own(now).IdOf).Distinct().Take(most).ToList());
        }

        SearchSchema schema = SearchSchema.Of(query.Target);
        SqlText ids = new SqlText(schema).Append($"SELECT DISTINCT {schema.Key}").Append(schema.From).Append(" WHERE ");
        query.Root.Write(ids);
        ids.Append(" LIMIT ").Value((long)most);
        return connection.Rows(ids.ToString(), row => row.GetInt64(0), [.. ids.Parameters]);
    }

    /// <summary>Found, counted and sorted in memory; the database gives the rows of the page. Null where the order has a column that isn't there, or the table is newer than the transaction.</summary>
    private static (long Total, List<(T Row, object?[] Place)> Found)? InTable<T>(
        SqliteConnection connection,
        SearchTable table,
        SearchQuery query,
        SearchWindow window,
        Func<SqliteDataReader, T> read
    )
    {
        object?[]? after = null;
        if (window.Cursor is not null && !SearchCursor.TryRead(window.Cursor, query, window.Sort, out after))
        {
            throw new SearchCursorException();
        }

        var search = new TableSearch(connection, table, query);
        (long Total, List<(long Id, long File, object?[] Place)> Rows)? found = table.Use<(long, List<(long, long, object?[])>)?>(
            connection,
            now =>
            {
                if (TableOrder.Of(now, query.Target, window.Sort.Terms) is not { } order)
                {
                    return null;
                }

                int[] rows = search.Rows(now).ToArray();
                int total = rows.Length;
                if (after is not null)
                {
                    rows = Array.FindAll(rows, row => order.CompareTo(row, after) > 0);
                }

                TableRows own = search.Own(now);
                int[] shown = order.Slice(rows, after is null ? (long)(window.Page - 1) * window.PageSize : 0, window.PageSize + 1);
                return (
                    total,
                    [
                        .. shown.Select(row =>
                            (
                                own.IdOf(row),
                                now.Files.IdOf(query.Target == SearchTarget.Files ? row : now.FileOfRegions[row]),
                                order.Place(row)
                            )
                        ),
                    ]
                );
            }
        );
        if (found is not { } page)
        {
            return null;
        }

        SearchSchema schema = SearchSchema.Of(query.Target);
        Dictionary<int, T> rows = connection
            .Rows(
                $"""
                WITH m (k, file, n) AS (SELECT value ->> 0, value ->> 1, key FROM json_each(@rows))
                {schema.Columns}, m.n FROM m {schema.JoinKey}
                """,
                row => (At: row.GetInt32(row.FieldCount - 1), Row: read(row)),
                (
                    "@rows",
                    $"[{string.Join(',', page.Rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"[{row.Id},{row.File}]")))}]"
                )
            )
            .ToDictionary(row => row.At, row => row.Row);

        // Another search has seen rows come or go since this transaction began: the database answers as things stand in it, so that a list paged through ends where it ends.
        return rows.Count < page.Rows.Count ? null : (page.Total, [.. page.Rows.Select((row, i) => (rows[i], row.Place))]);
    }

    /// <summary>Of everything, the order's index gives a page without a look at the rest.</summary>
    private static (long Total, List<(T Row, object?[] Place)> Found) Everything<T>(
        SqliteConnection connection,
        SearchQuery query,
        SearchWindow window,
        Func<SqliteDataReader, T> read,
        SearchTable? table
    )
    {
        SearchSchema schema = SearchSchema.Of(query.Target);
        long total =
            table?.Use(connection, now => (query.Target == SearchTarget.Files ? now.Files : now.Regions).Alive.Count)
            ?? (long)connection.Value("SELECT count(*)" + schema.From)!;
        SqlText rows = new SqlText(schema).Append(schema.Columns);
        foreach (SortTerm term in window.Sort.Terms)
        {
            rows.Append(", ").Append(term.Expression);
        }

        rows.Append(schema.From).Append(" WHERE 1");
        if (window.Cursor is not null)
        {
            WriteAfter(rows, query, window, window.Sort.Terms);
        }

        WriteOrder(rows, window, window.Sort.Terms);
        return (total, Read(connection, rows, window, read));
    }

    /// <summary>What matches is found once, with what it is sorted by; then counted, sorted, and a page of it read in full.</summary>
    private static (long Total, List<(T Row, object?[] Place)> Found) Matches<T>(
        SqliteConnection connection,
        SearchQuery query,
        SearchWindow window,
        Func<SqliteDataReader, T> read
    )
    {
        SearchSchema schema = SearchSchema.Of(query.Target);
        IReadOnlyList<SortTerm> terms = window.Sort.Terms;
        SortTerm[] kept = [.. terms.Select((term, i) => term with { Expression = $"m.t{i}{term.Collation}" })];
        SqlText rows = new SqlText(schema).Append($"WITH m AS MATERIALIZED (SELECT {schema.Key} AS k, f.id AS file");
        for (int i = 0; i < terms.Count; i++)
        {
            rows.Append($", {terms[i].Expression} AS t{i}");
        }

        rows.Append(schema.From).Append(" WHERE ");
        query.Root.Write(rows);
        rows.Append($") {schema.Columns}, (SELECT count(*) FROM m)");
        for (int i = 0; i < terms.Count; i++)
        {
            rows.Append($", m.t{i}");
        }

        rows.Append(" FROM (SELECT * FROM m WHERE 1");
        if (window.Cursor is not null)
        {
            WriteAfter(rows, query, window, kept);
        }

        WriteOrder(rows, window, kept);
        rows.Append($") m {schema.JoinKey}");
        rows.Append($" ORDER BY {string.Join(", ", kept.Select(term => term.OrderBy))}");
        long? total = null;
        List<(T Row, object?[] Place)> found = Read(
            connection,
            rows,
            window,
            row =>
            {
                total ??= row.GetInt64(row.FieldCount - terms.Count - 1);
                return read(row);
            }
        );
        return (total ?? Count(connection, query), found);
    }

    /// <summary>How many match, for a page beyond the last.</summary>
    private static long Count(SqliteConnection connection, SearchQuery query)
    {
        SearchSchema schema = SearchSchema.Of(query.Target);
        SqlText count = new SqlText(schema).Append("SELECT count(*)").Append(schema.From).Append(" WHERE ");
        query.Root.Write(count);
        return (long)connection.Value(count.ToString(), [.. count.Parameters])!;
    }

    /// <summary>One more than the page holds, to know whether there is another.</summary>
    private static void WriteOrder(SqlText sql, SearchWindow window, IEnumerable<SortTerm> terms)
    {
        sql.Append($" ORDER BY {string.Join(", ", terms.Select(term => term.OrderBy))} LIMIT ").Value(window.PageSize + 1L);
        if (window.Cursor is null)
        {
            sql.Append(" OFFSET ").Value((long)(window.Page - 1) * window.PageSize);
        }
    }

    private static List<(T Row, object?[] Place)> Read<T>(
        SqliteConnection connection,
        SqlText rows,
        SearchWindow window,
        Func<SqliteDataReader, T> read
    ) => connection.Rows(rows.ToString(), row => (read(row), Place(row, window.Sort.Terms.Count)), [.. rows.Parameters]);

    /// <summary>After the row of the cursor: a later value in the first term in which they differ.</summary>
    private static void WriteAfter(SqlText sql, SearchQuery query, SearchWindow window, IReadOnlyList<SortTerm> terms)
    {
        if (!SearchCursor.TryRead(window.Cursor!, query, window.Sort, out object?[] place))
        {
            throw new SearchCursorException();
        }

        sql.Append(" AND (");
        for (int i = 0; i < terms.Count; i++)
        {
            sql.Append(i == 0 ? "(" : " OR (");
            for (int before = 0; before < i; before++)
            {
                terms[before].WriteSame(sql, place[before]);
                sql.Append(" AND ");
            }

            terms[i].WriteAfter(sql, place[i]);
            sql.Append(")");
        }

        sql.Append(")");
    }

    private static object?[] Place(SqliteDataReader row, int terms)
    {
        object?[] place = new object?[terms];
        for (int i = 0; i < terms; i++)
        {
            object value = row.GetValue(row.FieldCount - terms + i);
            place[i] = value is DBNull ? null : value;
        }

        return place;
    }

    /// <summary>Asks each piece of the query for itself which rows of the page it speaks for, and pieces of text in which column.</summary>
    private static List<T> Explained<T>(
        SqliteConnection connection,
        SearchQuery query,
        List<T> page,
        Func<T, long> idOf,
        Func<T, IReadOnlyList<SearchReason>, T> explained
    )
    {
        string ids = MarkTable.Ids(page.Select(idOf));
        var pieces = query
            .Root.Speaking.Select(piece =>
                (
                    piece.Source,
                    Columns: piece is TextNode text
                        ? ColumnsOf(text)
                            .Select(column => (Name: column, Ids: Matching(connection, query, text with { Columns = column }, ids)))
                            .ToList()
                        : null,
                    Ids: Matching(connection, query, piece, ids)
                )
            )
            .ToList();
        return
        [
            .. page.Select(row =>
                explained(
                    row,
                    [
                        .. pieces
                            .Where(piece => piece.Ids.Contains(idOf(row)))
                            .Select(piece => new SearchReason(
                                piece.Source,
                                [.. piece.Columns?.Where(column => column.Ids.Contains(idOf(row))).Select(column => column.Name) ?? []]
                            )),
                    ]
                )
            ),
        ];
    }

    private static IEnumerable<string> ColumnsOf(TextNode text) => text.Columns.Length == 0 ? TextNode.AllColumns : text.Columns.Split(' ');

    private static HashSet<long> Matching(SqliteConnection connection, SearchQuery query, SearchNode piece, string ids)
    {
        SearchSchema schema = SearchSchema.Of(query.Target);
        SqlText sql = new SqlText(schema)
            .Append($"SELECT {schema.Key}")
            .Append(schema.From)
            .Append($" WHERE {schema.Key} IN (SELECT value FROM json_each(")
            .Value(ids)
            .Append(")) AND ");
        piece.Write(sql);
        return [.. connection.Rows(sql.ToString(), row => row.GetInt64(0), [.. sql.Parameters])];
    }
}
