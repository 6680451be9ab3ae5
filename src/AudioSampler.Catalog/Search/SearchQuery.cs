using System.Diagnostics.CodeAnalysis;

namespace AudioSampler.Catalog.Search;

/// <summary>
/// A query that was understood: words, "phrases", <c>-exclusion</c>, <c>AND</c>, <c>OR</c>, <c>NOT</c>, brackets, and fields such as <c>tempo:118-122</c>,
/// <c>key~8A</c>, <c>duration:&lt;5</c>, <c>kind:music</c>, <c>in:"folder"</c>. A word matches the beginnings of words, whatever their case and accents.
/// </summary>
public sealed class SearchQuery
{
    private SearchQuery(string text, SearchNode root)
    {
        Text = text;
        Root = root;
    }

    /// <summary>Finds everything.</summary>
    public static SearchQuery Everything { get; } = new("", new SearchNode.All());

    /// <summary>The query as written.</summary>
    public string Text { get; }

    internal SearchNode Root { get; }

    /// <summary>Reads a query. Any text whatever is either understood or answered with an error; nothing throws.</summary>
    /// <param name="text">As the user wrote it; null or empty finds everything.</param>
    /// <param name="query">The query, when it was understood.</param>
    /// <param name="error">What is wrong, and where, when it was not.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SearchQuery? query, [NotNullWhen(false)] out SearchSyntaxError? error)
    {
        try
        {
            query = new SearchQuery(text ?? "", QueryParser.Parse(text ?? ""));
            error = null;
            return true;
        }
        catch (SearchSyntaxException e)
        {
            query = null;
            error = e.Error;
            return false;
        }
    }
}
