using System.Text.RegularExpressions;

namespace AudioSampler.Architecture.Tests.Sources;

/// <summary>The repository says nothing about the machines that it was made on.</summary>
public sealed partial class PrivacyTests
{
    private static readonly string[] Texts =
    [
        ".cs",
        ".csproj",
        ".props",
        ".slnx",
        ".json",
        ".md",
        ".js",
        ".html",
        ".css",
        ".sh",
        ".py",
        ".txt",
        ".xml",
        "ais",
        "test",
        "run",
    ];

    [Fact]
    public void No_file_names_a_folder_of_somebodys_machine()
    {
        var faults =
            from path in RepositoryFiles.Under(".", Texts)
            from line in RepositoryFiles.ReadLines(path)
            where MachinePath().IsMatch(line)
            select $"{path}: {line.Trim()}";
        Assert.Empty(faults);
    }

    [Theory]
    // In two parts, or this file would name such folders itself.
    [InlineData("cd /" + "home/ann/music", true)]
    [InlineData("\"/" + "root/x\"", true)]
    [InlineData("C:" + @"\Users\ann", true)]
    [InlineData("https://example.org/work/1", false)]
    [InlineData("src/work/x", false)]
    public void A_machine_path_is_recognised(string line, bool isOne)
    {
        Assert.Equal(isOne, MachinePath().IsMatch(line));
    }

    [GeneratedRegex(@"(?<![\w.\-/}])/(home/\w|root/|Users/\w|work/)|[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();
}
