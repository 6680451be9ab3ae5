namespace AudioSampler.Catalog.Search.Table;

/// <summary>Counts what is in a table, as <see cref="Storage.StatsQuery"/> counts what is in the database.</summary>
internal static class TableStats
{
    private const int MostTags = 50;

    /// <summary>The figures, without sizes on disk.</summary>
    public static CatalogueStats Of(SearchTable table)
    {
        TableRows files = table.Files;
        int[] living = files.Alive.ToArray();
        int[] copies = Array.FindAll(living, table.IsCopy);
        return new CatalogueStats
        {
            Files = living.Length,
            FailedFiles = Set(files, "f.failure IS NOT NULL"),
            MissingFiles = Set(files, "f.missing"),
            Audio = table.CountAnalysed(living) - table.CountAnalysed(copies),
            Regions = table.Regions.Alive.Count - Again(table, copies),
            Hours = Sum(files.Column("f.duration_s")!, living) / 3600,
            Kinds = Ranked(((CodeColumn)files.Column("s.kind")!).Counts(living)),
            Tags = Ranked(((LabelsColumn)files.Column(SearchTable.Tags)!).Counts(living), MostTags),
            Formats = Ranked(((CodeColumn)files.Column("f.format")!).Counts(living)),
            DatabaseBytes = 0,
            WaveformBytes = 0,
        };
    }

    private static long Set(TableRows rows, string flag) =>
        rows.Column(flag) is { } column
            ? column.Within(1L, withMin: true, null, withMax: true).And(rows.Alive).Count
            : throw new ArgumentException($"there is no column {flag}", nameof(flag));

    /// <summary>Rows of regions of files whose audio was there before.</summary>
    private static long Again(SearchTable table, int[] copies)
    {
        if (copies.Length == 0)
        {
            return 0;
        }

        var again = new RowSet(table.Files.Count);
        foreach (int file in copies)
        {
            again[file] = true;
        }

        return again.Spread(table.FileOfRegions).And(table.Regions.Alive).Count;
    }

    private static double Sum(TableColumn column, int[] rows) => rows.Where(column.IsKnown).Sum(column.Number);

    private static OrderedDictionary<string, long> Ranked(IEnumerable<(string Text, long Count)> counts, int most = int.MaxValue) =>
        new(
            counts
                .OrderByDescending(count => count.Count)
                .ThenBy(count => count.Text, StringComparer.Ordinal)
                .Take(most)
                .Select(count => KeyValuePair.Create(count.Text, count.Count)),
            StringComparer.Ordinal
        );
}
