using System.Text.RegularExpressions;
using AudioSampler.Testing;

namespace AudioSampler.Architecture.Tests.Documents;

public sealed partial class ErrorsPageTests
{
    [Fact]
    public void The_page_says_what_the_code_says()
    {
        string path = Path.Combine(Repository.Root, "docs", "errors.md");
        string rendered = ErrorsPage.Render();
        if (Environment.GetEnvironmentVariable("AIS_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, rendered);
        }

        Assert.Equal(rendered, File.ReadAllText(path));
    }

    [Fact]
    public void Every_code_that_the_server_writes_stands_on_the_page()
    {
        string page = ErrorsPage.Render();
        foreach (
            string file in Directory.GetFiles(
                Path.Combine(Repository.Root, "src", "AudioSampler.Server"),
                "*.cs",
                SearchOption.AllDirectories
            )
        )
        {
            foreach (Match code in Codes().Matches(File.ReadAllText(file)))
            {
                Assert.Contains($"\n## {code.Groups[1].Value}\n", page, StringComparison.Ordinal);
            }
        }
    }

    [GeneratedRegex(@"Problem\.(?:Of|Write)\((?:context, )?\s*\d+,\s*""(\w+)""")]
    private static partial Regex Codes();
}
