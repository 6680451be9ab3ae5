using System.Text.RegularExpressions;
using AudioSampler.Testing;

namespace AudioSampler.Architecture.Tests.Documents;

public sealed partial class LinkTests
{
    [Fact]
    public void Every_page_of_the_manual_is_in_its_table_of_contents()
    {
        var linked = Targets("docs/README.md").Select(target => Path.GetRelativePath(Repository.Root, target).Replace('\\', '/'));
        Assert.Empty(RepositoryFiles.Under("docs", ".md").Where(page => page != "docs/README.md").Except(linked, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_link_to_a_file_leads_to_one()
    {
        var faults =
            from page in RepositoryFiles.Under(".", ".md")
            from target in Targets(page)
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{page} -> {target}";
        Assert.Empty(faults);
    }

    private static IEnumerable<string> Targets(string page) =>
        Link()
            .Matches(RepositoryFiles.Read(page))
            .Select(match => match.Groups[1].Value)
            .Where(link =>
                !link.Contains("://", StringComparison.Ordinal)
                && !link.StartsWith('#')
                && !link.StartsWith("mailto:", StringComparison.Ordinal)
            )
            .Select(link => Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, link.Split('#')[0])));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
