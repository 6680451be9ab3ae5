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
            Regions = Distinct(table.Regions),
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

    /// <summary>Rows that share a number count once.</summary>
    private static long Distinct(TableRows rows)
    {
        long count = 0;
        foreach (int row in rows.Alive.ToArray())
        {
            int before = rows.ById.Before(row);
            while (before >= 0 && !rows.Alive[before])
            {
                before = rows.ById.Before(before);
            }

            count += before < 0 ? 1 : 0;
        }

        return count;
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
