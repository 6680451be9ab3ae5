using System.Globalization;
using System.Text;
using AudioSampler.Catalog.Search.Words;

namespace AudioSampler.Catalog.Search;

/// <summary>
/// Words to be found in the full-text index: a word by its beginning, in its other forms and by what else it stands for (see <see cref="SoundWords"/>); a phrase
/// in quotation marks just as it stands.
/// </summary>
/// <param name="Columns">Columns of <see cref="AllColumns"/> with spaces between; empty for all.</param>
/// <param name="Text">What the user wrote.</param>
/// <param name="IsPhrase">Whole words as they stand, or the last one by its beginning.</param>
/// <param name="IsEntry">Several words, each to be found somewhere, that together are one entry of the thesaurus.</param>
internal sealed record TextNode(string Columns, string Text, bool IsPhrase, bool IsEntry = false) : SearchNode
{
    /// <summary>Columns of the index, as they are called where a match is explained.</summary>
    public static readonly IReadOnlyList<string> AllColumns = ["name", "folder", "tags", "labels", "metadata", "mine", "note"];

    /// <summary>Whether there is anything in a text that the index knows: letters, digits, symbols.</summary>
    public static bool IsSearchable(string text) =>
        text.EnumerateRunes()
            .Any(rune =>
                Rune.IsLetterOrDigit(rune)
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.LetterNumber
                        or UnicodeCategory.OtherNumber
                        or UnicodeCategory.OtherSymbol
                        or UnicodeCategory.PrivateUse
            );

    /// <summary>Columns of a file's own words that hold for its regions too.</summary>
    private static readonly string[] s_ofFiles = ["name", "folder", "metadata", "mine", "note"];

    private static readonly string[] s_ofRegions = ["name", "tags", "labels", "mine", "note"];

    public override void Write(SqlText sql)
    {
        if (ReferenceEquals(sql.Schema, SearchSchema.Files))
        {
            sql.Append("f.id IN (").Append($"SELECT rowid FROM {WordsOfFiles} WHERE {WordsOfFiles} MATCH ").Value(OfFiles).Append(")");
            return;
        }

        sql.Append("(");
        string or = "";
        foreach (IReadOnlyList<TextLookup> together in OfRegions)
        {
            sql.Append(or).Append("(");
            string and = "";
            foreach (TextLookup lookup in together)
            {
                sql.Append(and).Append("s.region_id IN (");
                if (lookup.InFiles is { } inFiles)
                {
                    sql.Append(
                            "SELECT w.region_id FROM search_text t JOIN files v ON v.id = t.rowid JOIN region_summary w ON w.audio_id = v.audio_id"
                        )
                        .Append(" WHERE search_text MATCH ")
                        .Value(inFiles)
                        .Append(lookup.InRegions is null ? "" : " UNION ");
                }

                if (lookup.InRegions is { } inRegions)
                {
                    sql.Append($"SELECT rowid FROM {WordsOfRegions} WHERE {WordsOfRegions} MATCH ").Value(inRegions);
                }

                sql.Append(")");
                and = " AND ";
            }

            sql.Append(")");
            or = " OR ";
        }

        // A column that regions have no words in.
        sql.Append(or.Length == 0 ? "0)" : ")");
    }

    /// <summary>The full-text index of files.</summary>
    internal const string WordsOfFiles = "search_text";

    /// <summary>The full-text index of regions.</summary>
    internal const string WordsOfRegions = "region_text";

    /// <summary>The expression of FTS5 for files.</summary>
    internal string OfFiles => InFileColumns(string.Join(" OR ", Alternatives.Select(Together)));

    /// <summary>The same in pieces, of which any will do: many words that are merged while the index is read take longer than one after the other.</summary>
    internal IEnumerable<string> OfFilesApart => Alternatives.Select(words => InFileColumns(Together(words)));

    /// <summary>What is to be looked up for regions: of one of the lists, everything must be found, each in a file's words or in the region's own.</summary>
    internal IReadOnlyList<IReadOnlyList<TextLookup>> OfRegions
    {
        get
        {
            string single = string.Join(" OR ", Alternatives.Where(words => words.Count == 1).Select(words => words[0]));
            return Lookups([
                .. Alternatives.Where(words => words.Count > 1),
                .. single.Length == 0
                    ? (IReadOnlyList<string>[])[]
                    :
                    [
                        [single],
                    ],
            ]);
        }
    }

    /// <summary>The same with each word by itself.</summary>
    internal IReadOnlyList<IReadOnlyList<TextLookup>> OfRegionsApart => Lookups(Alternatives);

    private IReadOnlyList<IReadOnlyList<TextLookup>> Lookups(IEnumerable<IReadOnlyList<string>> lists) =>
        [
            .. lists
                .Select(
                    IReadOnlyList<TextLookup> (list) =>
                        [.. list.Select(words => new TextLookup(In(s_ofFiles, words), In(s_ofRegions, words)))]
                )
                .Where(list => list.All(lookup => lookup is not { InFiles: null, InRegions: null })),
        ];

    private static string Together(IReadOnlyList<string> words) => words.Count == 1 ? words[0] : $"({string.Join(" AND ", words)})";

    private string InFileColumns(string words) =>
        Columns.Length == 0
            ? words
            : $"{{{string.Join(' ', Wanted.SelectMany(column => column is "mine" or "note" ? [column, "region_" + column] : new[] { column }))}}} : ({words})";

    private IEnumerable<string> Wanted => Columns.Length == 0 ? AllColumns : Columns.Split(' ');

    /// <summary>Strings of FTS5, of which all of one list must be found, each somewhere.</summary>
    private IReadOnlyList<IReadOnlyList<string>> Alternatives =>
        IsPhrase
            ?
            [
                [Quoted(Text)],
            ]
            :
            [
                IsEntry ? [.. Text.Split(' ').Select(word => Quoted(word) + " *")] : [Quoted(Text) + " *"],
                .. Others().Select(IReadOnlyList<string> (words) => [Quoted(words)]),
            ];

    /// <summary>The other forms of the word and what else it stands for, without what is found by one of the rest anyway: a snare drum where there is a snare. To read two words takes twice as long.</summary>
    private IEnumerable<string> Others()
    {
        string[] all = [.. WordForms.Of(Text).Concat(Meant()).Distinct(StringComparer.Ordinal)];
        string? beginning = Text.All(char.IsAsciiLetterOrDigit) ? Text : null;
        return all.Where(words =>
        {
            string[] each = words.Split([' ', '-']);
            return !Array.Exists(
                each,
                word =>
                    (beginning is not null && word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                    || (each.Length > 1 && all.Contains(word, StringComparer.OrdinalIgnoreCase))
            );
        });
    }

    /// <summary>The words in those columns that are wanted and there; null when there is none.</summary>
    private string? In(string[] there, string words)
    {
        string columns = string.Join(' ', there.Intersect(Wanted, StringComparer.Ordinal));
        return columns.Length == 0 ? null
            : Columns.Length == 0 && there == s_ofRegions ? words
            : $"{{{columns}}} : ({words})";
    }

    /// <summary>What else the word stands for, in any of its forms.</summary>
    private IEnumerable<string> Meant() =>
        SoundWords.MeantBy(Text) is { Count: > 0 } meant ? meant : WordForms.Of(Text).SelectMany(SoundWords.MeantBy);

    /// <summary>A string of FTS5: only the quotation mark means something in it.</summary>
    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
