using System.Globalization;
using System.Text;
using AudioSampler.Catalog.Search.Words;

namespace AudioSampler.Catalog.Search;

/// <summary>
/// Words to be found in the full-text index: a word by its beginning, in its other forms and by what else it stands for (see <see cref="SoundWords"/>); a phrase
/// in quotation marks just as it stands.
/// </summary>
/// <param name="Columns">Columns of the index, as a filter of FTS5; empty for all.</param>
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

    public override void Write(SqlText sql) =>
        sql.Append($"{sql.Schema.Key} IN (SELECT rowid FROM {sql.Schema.TextTable} WHERE {sql.Schema.TextTable} MATCH ")
            .Value(Expression)
            .Append(")");

    /// <summary>The expression of FTS5.</summary>
    internal string Expression
    {
        get
        {
            string written = IsEntry
                ? $"({string.Join(" AND ", Text.Split(' ').Select(word => Quoted(word) + " *"))})"
                : Quoted(Text) + " *";
            string words = IsPhrase
                ? Quoted(Text)
                : string.Join(
                    " OR ",
                    new[] { written }
                        .Concat(WordForms.Of(Text).Select(Quoted))
                        .Concat(Meant().Select(Quoted))
                        .Distinct(StringComparer.Ordinal)
                );
            return Columns.Length == 0 ? words : $"{{{Columns}}} : ({words})";
        }
    }

    /// <summary>What else the word stands for, in any of its forms.</summary>
    private IEnumerable<string> Meant() =>
        SoundWords.MeantBy(Text) is { Count: > 0 } meant ? meant : WordForms.Of(Text).SelectMany(SoundWords.MeantBy);

    /// <summary>A string of FTS5: only the quotation mark means something in it.</summary>
    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
