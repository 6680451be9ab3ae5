using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AudioSampler.Plugins.Contract;
using AudioSampler.Server.Problems;

namespace AudioSampler.Architecture.Tests.Documents;

/// <summary>Writes docs/errors.md from the documentation of <see cref="AnalysisErrorCode"/> and <see cref="ProblemCodes"/>: the summary is the meaning, the remarks are the remedy.</summary>
internal static partial class ErrorsPage
{
    public static string Render()
    {
        Dictionary<string, XElement> comments = Comments(typeof(AnalysisErrorCode));
        var page = new StringBuilder();
        page.Append("# Errors and warnings\n\n");
        page.Append(
            "Every failure and warning has a stable code: in a document of `ais.analysis/1`, in a problem document of the API, and on the command line.\n"
        );
        page.Append(
            "This page is made from the code (`AnalysisErrorCode`): `AIS_UPDATE_DOCS=1 ./test --filter ErrorsPage` writes it anew.\n"
        );
        foreach (FieldInfo field in typeof(AnalysisErrorCode).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            string code =
                field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
                ?? throw new InvalidOperationException($"{field.Name} has no name in JSON");
            XElement comment = comments[$"F:{typeof(AnalysisErrorCode).FullName}.{field.Name}"];
            page.Append(
                $"\n## {code}\n\n{Text(comment, "summary", field.Name)}\n\n**What to do.** {Text(comment, "remarks", field.Name)}\n"
            );
        }

        page.Append("\n# Problems of the HTTP API\n\nBesides those above, an answer of the API may have these codes (`ProblemCodes`).\n");
        comments = Comments(typeof(ProblemCodes));
        foreach (FieldInfo field in typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            XElement comment = comments[$"F:{typeof(ProblemCodes).FullName}.{field.Name}"];
            page.Append(
                $"\n## {field.GetRawConstantValue()}\n\n{Text(comment, "summary", field.Name)}\n\n**What to do.** {Text(comment, "remarks", field.Name)}\n"
            );
        }

        return page.ToString();
    }

    private static Dictionary<string, XElement> Comments(Type type) =>
        XDocument
            .Load(Path.ChangeExtension(type.Assembly.Location, ".xml"))
            .Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    private static string Text(XElement comment, string part, string field)
    {
        XElement element = comment.Element(part) ?? throw new InvalidOperationException($"{field} has no <{part}>");
        var text = new StringBuilder();
        foreach (XNode node in element.Nodes())
        {
            text.Append(node is XElement { Name.LocalName: "c" } code ? $"`{code.Value}`" : node.ToString());
        }

        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
