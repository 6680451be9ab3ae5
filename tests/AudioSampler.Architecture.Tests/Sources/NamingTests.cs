using System.Text.RegularExpressions;
using AudioSampler.Architecture.Tests.Projects;

namespace AudioSampler.Architecture.Tests.Sources;

public sealed partial class NamingTests
{
    [Fact]
    public void A_namespace_is_its_folder()
    {
        var faults = new List<string>();
        foreach (string path in RepositoryFiles.Under("src", ".cs").Concat(RepositoryFiles.Under("tests", ".cs")))
        {
            Match declared = NamespaceLine().Match(RepositoryFiles.Read(path));
            string[] parts = path.Split('/');
            string expected = string.Join('.', parts[1..^1]);
            if (
                declared.Success
                    ? declared.Groups[1].Value != expected
                    : parts[^1] is not ("Program.cs" or "AssemblyInfo.cs" or "GlobalUsings.cs")
            )
            {
                faults.Add($"{path}: {declared.Groups[1].Value}, not {expected}");
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void No_type_is_named_for_being_left_over()
    {
        string[] empty = ["Helper", "Helpers", "Util", "Utils", "Utilities", "Manager", "Common", "Misc"];
        var faults = BuiltAssembly
            .All.SelectMany(built => built.TypeNames.Where(type => !type.Contains('<', StringComparison.Ordinal)))
            .Where(type => empty.Any(word => type.Split('`')[0].EndsWith(word, StringComparison.Ordinal)));
        Assert.Empty(faults);
    }

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
