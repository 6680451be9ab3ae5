using System.Globalization;
using AudioSampler.Audio;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Similarity;
using Spectre.Console;

namespace AudioSampler.Cli.Output;

/// <summary>What a search found, in a table for people, on standard output. A star marks a value that the user corrected.</summary>
/// <param name="explain">Whether a column says why each row matched.</param>
internal sealed class FoundTable(bool explain)
{
    private static readonly string[] s_files = ["File", "Length", "Kind", "Tempo", "Meter", "Key", "Code", "Loudness", "Regions", "State"];
    private static readonly string[] s_regions =
    [
        "Region",
        "Start",
        "Length",
        "Kind",
        "Type",
        "Tempo",
        "Meter",
        "Key",
        "Code",
        "Loudness",
        "Tags",
    ];

    /// <summary>Prints files.</summary>
    public void Print(IReadOnlyList<SearchRow> rows) =>
        Print(
            s_files,
            rows,
            row =>
                [
                    row.Name,
                    row.DurationS is { } seconds ? Readable.Duration(seconds) : null,
                    Marked(row.Kind, "kind", row.Corrected),
                    Marked(Tempo(row.Bpm), "tempo.bpm", row.Corrected),
                    Marked(row.TimeSignature, "tempo.time_signature", row.Corrected),
                    Marked(row.Key, "key.key", row.Corrected),
                    row.Camelot,
                    Readable.Loudness(row.LoudnessLufs),
                    row.Regions?.ToString(CultureInfo.InvariantCulture),
                    row.Missing ? "missing" : row.Status,
                ],
            row => row.Why
        );

    /// <summary>Prints regions.</summary>
    public void Print(IReadOnlyList<RegionSearchRow> rows) =>
        Print(
            s_regions,
            rows,
            row =>
                [
                    row.Name,
                    Readable.Duration(row.StartS),
                    Readable.Duration(row.DurationS),
                    Marked(row.Kind, "kind", row.Corrected),
                    Marked(row.Type, "type", row.Corrected),
                    Marked(Tempo(row.Bpm), "tempo.bpm", row.Corrected),
                    Marked(row.TimeSignature, "tempo.time_signature", row.Corrected),
                    Marked(row.Key, "key.key", row.Corrected),
                    row.Camelot,
                    Readable.Loudness(row.LoudnessLufs),
                    string.Join(", ", row.MyTags.Concat(row.Tags).Take(3)),
                ],
            row => row.Why
        );

    /// <summary>Prints regions that sound alike.</summary>
    public static void Print(IReadOnlyList<SimilarRegion> rows)
    {
        Table table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("Alike", "Region", "Start", "Length", "Kind", "Type", "Tempo", "Key", "Tags");
        foreach (SimilarRegion row in rows)
        {
            string?[] cells =
            [
                Readable.Number(row.Score, "0.00"),
                row.Region.Name,
                Readable.Duration(row.Region.StartS),
                Readable.Duration(row.Region.DurationS),
                row.Region.Kind,
                row.Region.Type,
                Tempo(row.Region.Bpm),
                row.Region.Key,
                string.Join(", ", row.Region.MyTags.Concat(row.Region.Tags).Take(3)),
            ];
            table.AddRow([.. cells.Select(cell => new Text(string.IsNullOrEmpty(cell) ? "-" : ShownPath.Line(cell)))]);
        }

        AnsiConsole.Write(table);
    }

    private void Print<T>(string[] columns, IReadOnlyList<T> rows, Func<T, string?[]> cells, Func<T, IReadOnlyList<SearchReason>?> why)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns(columns);
        if (explain)
        {
            table.AddColumn("Found by");
        }

        foreach (T row in rows)
        {
            IEnumerable<string?> all = explain ? [.. cells(row), string.Join("; ", (why(row) ?? []).Select(Reason))] : cells(row);
            table.AddRow([.. all.Select(cell => new Text(string.IsNullOrEmpty(cell) ? "-" : ShownPath.Line(cell)))]);
        }

        AnsiConsole.Write(table);
    }

    private static string Reason(SearchReason reason) =>
        reason.In.Count == 0 ? reason.Term : $"{reason.Term} in {string.Join(", ", reason.In)}";

    private static string? Tempo(double? bpm) => bpm is { } known ? Readable.Number(known, "0.0") : null;

    private static string? Marked(string? value, string field, IReadOnlyList<string> corrected) =>
        corrected.Contains(field, StringComparer.Ordinal) ? (value ?? "none") + "*" : value;
}
