using System.Diagnostics.CodeAnalysis;

namespace AudioSampler.Catalog.Search;

/// <summary>
/// A query that was understood: words, "phrases", <c>-exclusion</c>, <c>AND</c>, <c>OR</c>, <c>NOT</c>, brackets, and fields such as <c>tempo:118-122</c>,
/// <c>key~8A</c>, <c>duration:&lt;5</c>, <c>kind:music</c>, <c>in:"folder"</c>. A word matches the beginnings of words, whatever their case and accents, its
/// other forms (dogs, dog), and what a musician means by it (kick, bassdrum, bd; an animal is a dog too); a phrase in quotation marks only what is written.
/// </summary>
public sealed class SearchQuery
{
    private SearchQuery(string text, SearchTarget target, SearchNode root)
    {
        Text = text;
        Target = target;
        Root = root;
    }

    /// <summary>Finds everything.</summary>
    public static SearchQuery Everything { get; } = new("", SearchTarget.Files, new SearchNode.All());

    /// <summary>The query as written.</summary>
    public string Text { get; }

    /// <summary>What it searches.</summary>
    public SearchTarget Target { get; }

    internal SearchNode Root { get; }

    /// <summary>Reads a query. Any text whatever is either understood or answered with an error; nothing throws.</summary>
    /// <param name="text">As the user wrote it; null or empty finds everything.</param>
    /// <param name="query">The query, when it was understood.</param>
    /// <param name="error">What is wrong, and where, when it was not.</param>
    /// <param name="target">What is to be searched.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out SearchQuery? query,
        [NotNullWhen(false)] out SearchSyntaxError? error,
        SearchTarget target = SearchTarget.Files
    )
    {
        try
        {
            query = new SearchQuery(text ?? "", target, QueryParser.Parse(text ?? "", target));
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
