using System.Text.Json;
using System.Text.RegularExpressions;

namespace AudioSampler.Architecture.Tests.Documents;

public sealed partial class NoticesTests
{
    [Fact]
    public void Every_package_of_the_lock_files_is_in_the_notices()
    {
        string[] named = [.. Quoted().Matches(RepositoryFiles.Read("THIRD-PARTY-NOTICES.md")).Select(match => match.Groups[1].Value)];
        var missing = NuGetPackages()
            .Concat(NpmPackages())
            .Distinct(StringComparer.Ordinal)
            .Where(package =>
                !named.Any(name => name.EndsWith('*') ? package.StartsWith(name[..^1], StringComparison.Ordinal) : package == name)
            );
        Assert.Empty(missing);
    }

    private static IEnumerable<string> NuGetPackages()
    {
        foreach (string path in RepositoryFiles.Under(".", "packages.lock.json"))
        {
            using var lockFile = JsonDocument.Parse(RepositoryFiles.Read(path));
            foreach (
                JsonProperty package in lockFile
                    .RootElement.GetProperty("dependencies")
                    .EnumerateObject()
                    .SelectMany(target => target.Value.EnumerateObject())
            )
            {
                if (package.Value.GetProperty("type").GetString() != "Project")
                {
                    yield return package.Name;
                }
            }
        }
    }

    private static IEnumerable<string> NpmPackages()
    {
        foreach (string path in RepositoryFiles.Under(".", "package-lock.json"))
        {
            using var lockFile = JsonDocument.Parse(RepositoryFiles.Read(path));
            foreach (
                JsonProperty package in lockFile
                    .RootElement.GetProperty("packages")
                    .EnumerateObject()
                    .Where(package => package.Name.Length > 0)
            )
            {
                yield return package.Name[(package.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..];
            }
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
