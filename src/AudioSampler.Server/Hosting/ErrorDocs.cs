using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace AudioSampler.Server.Hosting;

/// <summary>The page that the <c>type</c> of every problem leads to: <c>docs/errors.md</c>, as HTML.</summary>
internal static partial class ErrorDocs
{
    private const string Source = "errors.md";
    private const int TimeoutMs = 1000;
    private static readonly Lazy<string> s_page = new(() => Render(Read()));

    /// <summary>Adds the page.</summary>
    public static void MapErrorDocs(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/docs/errors", () => TypedResults.Content(s_page.Value, "text/html; charset=utf-8")).ExcludeFromDescription();

    /// <summary>Headings with an anchor each, paragraphs, <c>code</c> and bold: what that page consists of.</summary>
    internal static string Render(string markdown)
    {
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Errors and warnings</title><main>\n");
        foreach (
            string block in markdown
                .ReplaceLineEndings("\n")
                .Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            int level = block.TakeWhile(c => c == '#').Count();
            string text = block[level..].Trim();
            html.Append(
                level == 0 ? $"<p>{Inline(text)}</p>\n" : $"<h{level} id=\"{WebUtility.HtmlEncode(text)}\">{Inline(text)}</h{level}>\n"
            );
        }

        return html.Append("</main></html>\n").ToString();
    }

    private static string Inline(string text) =>
        Bold().Replace(Code().Replace(WebUtility.HtmlEncode(text), "<code>${text}</code>"), "<b>${text}</b>");

    private static string Read()
    {
        using Stream stream = typeof(ErrorDocs).Assembly.GetManifestResourceStream(Source)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex Code();

    [GeneratedRegex(@"\*\*(?<text>[^*]+)\*\*", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex Bold();
}
