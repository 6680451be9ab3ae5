using System.Globalization;
using System.Text;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;

namespace AudioSampler.Server.Exports;

/// <summary>Regions as tables of text that other programs read.</summary>
internal static class RegionTables
{
    private static readonly (string Name, Func<RegionSearchRow, object?> Value)[] s_columns =
    [
        ("region_id", row => row.RegionId),
        ("name", row => row.Name),
        ("path", row => row.Path),
        ("index", row => row.Index),
        ("start_s", row => row.StartS),
        ("end_s", row => row.EndS),
        ("kind", row => row.Kind),
        ("type", row => row.Type),
        ("bpm", row => row.Bpm),
        ("time_signature", row => row.TimeSignature),
        ("key", row => row.Key),
        ("camelot", row => row.Camelot),
        ("root_midi", row => row.RootMidi),
        ("loudness_lufs", row => row.LoudnessLufs),
        ("tags", row => string.Join("; ", row.Tags)),
        ("my_tags", row => string.Join("; ", row.MyTags)),
        ("rating", row => row.Rating),
        ("favourite", row => row.Favourite ? "yes" : "no"),
        ("corrected", row => string.Join("; ", row.Corrected)),
    ];

    /// <summary>Comma-separated values (RFC 4180), with a line of names.</summary>
    public static string Csv(IEnumerable<RegionSearchRow> rows)
    {
        var text = new StringBuilder().AppendJoin(',', s_columns.Select(column => column.Name)).Append("\r\n");
        foreach (RegionSearchRow row in rows)
        {
            text.AppendJoin(',', s_columns.Select(column => Cell(column.Value(row)))).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>A label track of Audacity: start, end and text, parted by tabs. Markers are points: they end where they start.</summary>
    public static string Labels(IEnumerable<RegionSearchRow> rows, IEnumerable<Marker> markers)
    {
        var text = new StringBuilder();
        foreach (
            (double startS, double endS, string label) in rows.Select(row =>
                    (
                        row.StartS,
                        row.EndS,
                        string.Join(" ", new[] { row.Name, row.MyTags.Concat(row.Tags).FirstOrDefault() }.OfType<string>())
                    )
                )
                .Concat(markers.Select(marker => (marker.TimeS, marker.TimeS, marker.Name ?? $"Marker {marker.Id}")))
                .OrderBy(label => label.Item1)
        )
        {
            text.Append(CultureInfo.InvariantCulture, $"{startS:0.000000}\t{endS:0.000000}\t")
                .Append(string.Concat(label.Select(c => char.IsControl(c) ? ' ' : c)))
                .Append('\n');
        }

        return text.ToString();
    }

    private static string Cell(object? value)
    {
        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

        // A spreadsheet takes a text that begins so for a formula; a name in a folder of others must not become one.
        if (value is string && text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
