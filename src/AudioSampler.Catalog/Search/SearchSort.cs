using System.Diagnostics.CodeAnalysis;

namespace AudioSampler.Catalog.Search;

/// <summary>The order of a list: names of columns with commas between, each with a hyphen before it for the reverse: <c>kind,-tempo</c>. What is not known comes last.</summary>
public sealed class SearchSort
{
    private static readonly OrderedDictionary<string, string[]> Columns = new(StringComparer.Ordinal)
    {
        ["name"] = ["f.name COLLATE NOCASE"],
        ["path"] = ["f.path"],
        ["folder"] = ["f.folder"],
        ["kind"] = ["s.kind"],
        ["tempo"] = ["s.bpm"],
        ["meter"] = ["s.time_signature"],
        ["key"] = ["s.key"],
        ["camelot"] = ["CAST(s.camelot AS INTEGER)", "s.camelot"],
        ["duration"] = ["f.duration_s"],
        ["loudness"] = ["s.loudness_lufs"],
        ["regions"] = ["s.regions"],
        ["status"] = ["f.status"],
        ["format"] = ["f.format"],
        ["channels"] = ["f.channels"],
        ["size"] = ["f.size_bytes"],
        ["added"] = ["f.added_ticks"],
        ["modified"] = ["f.modified_ticks"],
        ["recorded"] = ["f.recorded_at"],
    };

    /// <summary>Ties are by name, and where the names are the same too, in the order of arrival.</summary>
    private const string LastWord = "f.name COLLATE NOCASE, f.id";

    private SearchSort(string orderBy)
    {
        OrderBy = orderBy;
    }

    /// <summary>By name.</summary>
    public static SearchSort ByName { get; } = new(LastWord);

    /// <summary>Columns that a list can be sorted by.</summary>
    public static IReadOnlyCollection<string> Names => Columns.Keys;

    /// <summary>The clause of SQL, made of constants alone.</summary>
    internal string OrderBy { get; }

    /// <summary>Reads an order.</summary>
    /// <param name="text">Such as <c>-added</c>; null or empty sorts by name.</param>
    /// <param name="sort">The order, when it was understood.</param>
    /// <param name="error">What is wrong, and where, when it was not.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SearchSort? sort, [NotNullWhen(false)] out SearchSyntaxError? error)
    {
        sort = ByName;
        error = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var clauses = new List<string>();
        int at = 0;
        foreach (string part in text.Split(','))
        {
            string name = part.Trim();
            bool descending = name.StartsWith('-');
            if (!Columns.TryGetValue(descending ? name[1..] : name, out string[]? columns))
            {
                sort = null;
                error = new SearchSyntaxError(
                    at,
                    part.Length,
                    $"a list can't be sorted by '{name}': use {string.Join(", ", Columns.Keys)}"
                );
                return false;
            }

            clauses.AddRange(columns.Select(column => descending ? $"{column} DESC NULLS LAST" : $"{column} NULLS LAST"));
            at += part.Length + 1;
        }

        sort = new SearchSort(string.Join(", ", clauses.Distinct(StringComparer.Ordinal)) + ", " + LastWord);
        return true;
    }
}
