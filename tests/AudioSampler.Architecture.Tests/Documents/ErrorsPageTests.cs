using AudioSampler.Testing;

namespace AudioSampler.Architecture.Tests.Documents;

public sealed class ErrorsPageTests
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
}
