using System.Globalization;
using System.Text;

namespace AudioSampler.Catalog.Search;

/// <summary>Words to be found in the full-text index: one word by its beginning, a phrase as it stands.</summary>
/// <param name="Columns">Columns of the index, as a filter of FTS5; empty for all.</param>
/// <param name="Text">What the user wrote.</param>
/// <param name="IsPhrase">Whole words, or the last one by its beginning.</param>
internal sealed record TextNode(string Columns, string Text, bool IsPhrase) : SearchNode
{
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

    public override void Write(SqlText sql)
    {
        // A string of FTS5: only the quotation mark means something in it.
        string expression = $"\"{Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"{(IsPhrase ? "" : " *")}";
        sql.Append("f.id IN (SELECT rowid FROM search_text WHERE search_text MATCH ")
            .Value(Columns.Length == 0 ? expression : $"{{{Columns}}} : {expression}")
            .Append(")");
    }
}
