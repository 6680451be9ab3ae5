using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>Finds the rows of a query in a table: what it has columns for by a pass over them, text and the rest by asking the database first.</summary>
internal sealed class TableSearch
{
    private readonly SearchTarget target;
    private readonly SearchNode root;

    /// <summary>What the database found for conditions that are no columns of the table.</summary>
    private readonly Dictionary<SearchNode, Found> asked = new(ReferenceEqualityComparer.Instance);

    /// <summary>Asks the database what the table has no column for.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="table">Only asked which columns it has.</param>
    /// <param name="query">The query.</param>
    public TableSearch(SqliteConnection connection, SearchTable table, SearchQuery query)
    {
        (target, root) = (query.Target, query.Root);
        Ask(connection, table, root, table.Words.Begin(connection).Ask);
    }

    /// <summary>The rows that the query finds.</summary>
    public RowSet Rows(SearchTable table) => Rows(table, root).And(Own(table).Alive);

    /// <summary>The rows of the target.</summary>
    public TableRows Own(SearchTable table) => target == SearchTarget.Files ? table.Files : table.Regions;

    private void Ask(SqliteConnection connection, SearchTable table, SearchNode node, Func<string, string, long[]> ids)
    {
        switch (node)
        {
            case SearchNode.All:
                return;
            case SearchNode.Not not:
                Ask(connection, table, not.Inner, ids);
                return;
            case SearchNode.Group group:
                foreach (SearchNode part in group.Parts)
                {
                    Ask(connection, table, part, ids);
                }

                return;
            case TextNode text:
                asked[node] =
                    target == SearchTarget.Files
                        ? new Found([.. text.OfFilesApart.Select(words => new[] { new Words(ids(TextNode.WordsOfFiles, words), []) })])
                        : Ask(text, ids);
                return;
            default:
                if (Test(table, node) is null)
                {
                    asked[node] = Ask(connection, node);
                }

                return;
        }
    }

    private static Found Ask(TextNode text, Func<string, string, long[]> ids)
    {
        var lists = text
            .OfRegionsApart.Select(together =>
                together
                    .Select(lookup => new Words(
                        lookup.InFiles is { } inFiles ? ids(TextNode.WordsOfFiles, inFiles) : [],
                        lookup.InRegions is { } inRegions ? ids(TextNode.WordsOfRegions, inRegions) : []
                    ))
                    .ToArray()
            )
            .ToArray();
        return new Found(lists);
    }

    private Found Ask(SqliteConnection connection, SearchNode node)
    {
        SearchSchema schema = SearchSchema.Of(target);
        SqlText sql = new SqlText(schema).Append($"SELECT {schema.Key}, f.id").Append(schema.From).Append(" WHERE ");
        node.Write(sql);
        return new Found([]) { Pairs = connection.Rows(sql.ToString(), row => (row.GetInt64(0), row.GetInt64(1)), [.. sql.Parameters]) };
    }

    private RowSet Rows(SearchTable table, SearchNode node)
    {
        switch (node)
        {
            case SearchNode.All:
                return Own(table).Alive.Copy();
            case SearchNode.Not not:
                return Rows(table, not.Inner).Not();
            case SearchNode.Group group:
                RowSet all = Rows(table, group.Parts[0]);
                foreach (SearchNode part in group.Parts.Skip(1))
                {
                    _ = group.IsAny ? all.Or(Rows(table, part)) : all.And(Rows(table, part));
                }

                return all;
            default:
                return asked.TryGetValue(node, out Found? found) ? Of(table, found) : Test(table, node)!();
        }
    }

    private RowSet Of(SearchTable table, Found found)
    {
        TableRows own = Own(table);
        RowSet rows = Of(table, found.Lists.Where(list => list.Length == 1).Select(list => list[0]));
        foreach (Words[] together in found.Lists.Where(list => list.Length > 1))
        {
            rows.Or(together.Select(words => Of(table, [words])).Aggregate((one, other) => one.And(other)));
        }

        foreach ((long id, long file) in found.Pairs)
        {
            int fileRow = table.Files.ById.Last(file);
            for (int row = own.ById.Last(id); row >= 0; row = own.ById.Before(row))
            {
                rows[row] = rows[row] || target == SearchTarget.Files || table.FileOfRegions[row] == fileRow;
            }
        }

        return rows;
    }

    /// <summary>The rows of any of some words.</summary>
    private RowSet Of(SearchTable table, IEnumerable<Words> any)
    {
        var files = new RowSet(table.Files.Count);
        var regions = new RowSet(target == SearchTarget.Files ? 0 : table.Regions.Count);
        bool some = false;
        foreach (Words words in any)
        {
            some |= words.Files.Length > 0;
            foreach (long id in words.Files)
            {
                int row = table.Files.ById.Last(id);
                if (row >= 0 && target == SearchTarget.Files)
                {
                    files[row] = true;
                }
                else if (row >= 0)
                {
                    table.AddWithCopies(files, row);
                }
            }

            foreach (long id in words.Regions)
            {
                for (int row = table.Regions.ById.Last(id); row >= 0; row = table.Regions.ById.Before(row))
                {
                    regions[row] = true;
                }
            }
        }

        return target == SearchTarget.Files ? files
            : some ? regions.Or(files.Spread(table.FileOfRegions))
            : regions;
    }

    /// <summary>What finds the rows of a condition by columns of the table; null when it has none for it.</summary>
    private Func<RowSet>? Test(SearchTable table, SearchNode node) =>
        node switch
        {
            RangeNode range => Test(table, range.Column, column => column.Within(range.Min, range.WithMin, range.Max, range.WithMax)),
            KnownNode known => Test(table, known.Column, column => known.IsKnown ? column.Known() : column.Known().Not()),
            FlagNode flag => Test(table, flag.Condition, column => column.Within(1L, withMin: true, null, withMax: true)),
            OneOfNode one => Test(table, one.Column, column => column.WhereText(text => one.Stored.Contains(text, StringComparer.Ordinal))),
            PrefixNode prefix => Test(
                table,
                prefix.Column,
                column => column.WhereText(text => text.StartsWith(prefix.Start, StringComparison.Ordinal))
            ),
            FolderNode folder => Test(table, "f.folder", column => column.WhereText(text => folder.Holds(text))),
            KeyNode key when Own(table).Column("s.tonic") is SmallColumn tonic && Own(table).Column("s.mode") is { } mode => () =>
                key
                    .Keys.GroupBy(one => one.ModeText, StringComparer.Ordinal)
                    .Select(keys => tonic.OneOf(keys.Select(one => one.Tonic)).And(mode.WhereText(text => text == keys.Key)))
                    .Aggregate((one, other) => one.Or(other)),
            _ => null,
        };

    private Func<RowSet>? Test(SearchTable table, string expression, Func<TableColumn, RowSet> test) =>
        Own(table).Column(expression) is { } column ? () => test(column)
        : expression.StartsWith("f.", StringComparison.Ordinal) && table.Files.Column(expression) is { } ofFile
            ? () => test(ofFile).Spread(table.FileOfRegions)
        : null;

    /// <summary>What the full-text index found.</summary>
    /// <param name="Files">Numbers of files that have the words.</param>
    /// <param name="Regions">Numbers of regions that do.</param>
    private sealed record Words(long[] Files, long[] Regions);

    /// <summary>What the database found.</summary>
    /// <param name="Lists">Of one of these lists, a row has to be in everything.</param>
    private sealed record Found(params Words[][] Lists)
    {
        /// <summary>Rows by their number and that of their file.</summary>
        public List<(long Id, long File)> Pairs { get; init; } = [];
    }
}
