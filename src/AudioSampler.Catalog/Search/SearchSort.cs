using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AudioSampler.Catalog.Search;

/// <summary>
/// The order of a list: names of columns with commas between, each with a hyphen before it for the reverse: <c>kind,-tempo</c>. A number after a column sorts by
/// the distance to it: <c>tempo:120</c>. What is not known comes last.
/// </summary>
public sealed class SearchSort
{
    private static readonly KeyValuePair<string, string[]>[] Both =
    [
        new("name", ["f.name COLLATE NOCASE"]),
        new("path", ["f.path"]),
        new("folder", ["f.folder"]),
        new("kind", ["s.kind"]),
        new("type", ["s.type"]),
        new("tempo", ["s.bpm"]),
        new("meter", ["s.time_signature"]),
        new("key", ["s.key"]),
        new("camelot", ["CAST(s.camelot AS INTEGER)", "s.camelot"]),
        new("loudness", ["s.loudness_lufs"]),
        new("rating", ["s.rating"]),
        new("added", ["f.added_ticks"]),
        new("recorded", ["f.recorded_at"]),
    ];

    private static readonly OrderedDictionary<string, string[]> OfFiles = new(Both, StringComparer.Ordinal)
    {
        ["duration"] = ["f.duration_s"],
        ["regions"] = ["s.regions"],
        ["status"] = ["f.status"],
        ["format"] = ["f.format"],
        ["channels"] = ["f.channels"],
        ["size"] = ["f.size_bytes"],
        ["modified"] = ["f.modified_ticks"],
    };

    private static readonly OrderedDictionary<string, string[]> OfRegions = new(Both, StringComparer.Ordinal)
    {
        ["duration"] = ["s.duration_s"],
        ["start"] = ["s.start_s"],
        ["root"] = ["s.root_midi"],
    };

    private static readonly string[] Numbers = ["tempo", "duration", "loudness", "rating", "regions", "start", "root", "channels", "size"];

    /// <summary>Ties are by name, and where the names are the same too, in the order of arrival; regions of a file in their order.</summary>
    private static readonly SortTerm[] LastOfFiles = [new("f.name COLLATE NOCASE", false), new("f.id", false)];
    private static readonly SortTerm[] LastOfRegions = [.. LastOfFiles, new("s.position", false)];

    private SearchSort(string text, SearchTarget target, IReadOnlyList<SortTerm> terms)
    {
        Text = text;
        Target = target;
        Terms = terms;
    }

    /// <summary>Files by name.</summary>
    public static SearchSort ByName { get; } = new("", SearchTarget.Files, LastOfFiles);

    /// <summary>Regions by the names of their files, those of a file in their order.</summary>
    public static SearchSort RegionsByName { get; } = new("", SearchTarget.Regions, LastOfRegions);

    /// <summary>Columns that a list of files can be sorted by.</summary>
    public static IReadOnlyCollection<string> Names => OfFiles.Keys;

    /// <summary>Whether it is by name, in which an index of the database gives a page.</summary>
    internal bool IsUsual => Terms.Count == (Target == SearchTarget.Files ? LastOfFiles : LastOfRegions).Length && !Terms[0].Descending;

    /// <summary>The order as written.</summary>
    public string Text { get; }

    /// <summary>What it is an order of.</summary>
    public SearchTarget Target { get; }

    /// <summary>What decides, the first thing first; together they tell any two rows apart.</summary>
    internal IReadOnlyList<SortTerm> Terms { get; }

    /// <summary>The clause of SQL, made of constants and numbers alone.</summary>
    internal string OrderBy => string.Join(", ", Terms.Select(term => term.OrderBy));

    /// <summary>Reads an order.</summary>
    /// <param name="text">Such as <c>-added</c>; null or empty sorts by name.</param>
    /// <param name="sort">The order, when it was understood.</param>
    /// <param name="error">What is wrong, and where, when it was not.</param>
    /// <param name="target">What is to be sorted.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out SearchSort? sort,
        [NotNullWhen(false)] out SearchSyntaxError? error,
        SearchTarget target = SearchTarget.Files
    )
    {
        error = null;
        var terms = new List<SortTerm>();
        int at = 0;
        foreach (string part in string.IsNullOrWhiteSpace(text) ? [] : text.Split(','))
        {
            if (TermsOf(part.Trim(), target) is not { } read)
            {
                sort = null;
                error = new SearchSyntaxError(
                    at,
                    part.Length,
                    $"a list can't be sorted by '{part.Trim()}': use {string.Join(", ", Of(target).Keys)}, or tempo:120 for what is nearest"
                );
                return false;
            }

            terms.AddRange(read);
            at += part.Length + 1;
        }

        terms.AddRange(target == SearchTarget.Files ? LastOfFiles : LastOfRegions);
        sort = new SearchSort(text ?? "", target, [.. terms.DistinctBy(term => term.Expression, StringComparer.Ordinal)]);
        return true;
    }

    private static OrderedDictionary<string, string[]> Of(SearchTarget target) => target == SearchTarget.Files ? OfFiles : OfRegions;

    /// <summary>What a part of an order stands for; null when nothing.</summary>
    private static IEnumerable<SortTerm>? TermsOf(string part, SearchTarget target)
    {
        bool descending = part.StartsWith('-');
        string[] pieces = part[(descending ? 1 : 0)..].Split(':');
        if (!Of(target).TryGetValue(pieces[0], out string[]? columns))
        {
            return null;
        }

        if (pieces.Length == 1)
        {
            return columns.Select(column => new SortTerm(column, descending));
        }

        return
            pieces.Length == 2
            && Numbers.Contains(pieces[0], StringComparer.Ordinal)
            && double.TryParse(pieces[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double near)
            && double.IsFinite(near)
            ?
            [
                new SortTerm(string.Create(CultureInfo.InvariantCulture, $"abs({columns[0]} - ({near:R}))"), descending)
                {
                    Near = (columns[0], near),
                },
            ]
            : null;
    }
}
