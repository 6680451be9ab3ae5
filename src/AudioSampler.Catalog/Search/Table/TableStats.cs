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
        return new CatalogueStats
        {
            Files = living.Length,
            FailedFiles = Set(files, "f.failure IS NOT NULL"),
            MissingFiles = Set(files, "f.missing"),
            Audio = table.CountAudio(living),
            Regions = table.Regions.Alive.Count - Again(table, living),
            Hours = Sum(files.Column("f.duration_s")!, living) / 3600,
            Kinds = Ranked(Texts(files.Column("s.kind")!, living)),
            Tags = Ranked(((LabelsColumn)files.Column(SearchTable.Tags)!).Counts(living), MostTags),
            Formats = Ranked(Texts(files.Column("f.format")!, living)),
            DatabaseBytes = 0,
            WaveformBytes = 0,
        };
    }

    private static long Set(TableRows rows, string flag) =>
        rows.Column(flag) is { } column
            ? column.Within(1L, withMin: true, null, withMax: true).And(rows.Alive).Count
            : throw new ArgumentException($"there is no column {flag}", nameof(flag));

    /// <summary>Rows of regions that another file holds too, each but the first time.</summary>
    private static long Again(SearchTable table, int[] living)
    {
        var again = new RowSet(table.Files.Count);
        bool some = false;
        foreach (int file in living)
        {
            if (table.IsCopy(file))
            {
                again[file] = some = true;
            }
        }

        return some ? again.Spread(table.FileOfRegions).And(table.Regions.Alive).Count : 0;
    }

    private static double Sum(TableColumn column, int[] rows) => rows.Where(column.IsKnown).Sum(column.Number);

    private static IEnumerable<(string Text, long Count)> Texts(TableColumn column, int[] rows) =>
        rows.Where(column.IsKnown)
            .CountBy(row => (string)column.Value(row), StringComparer.Ordinal)
            .Select(count => (count.Key, (long)count.Value));

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
