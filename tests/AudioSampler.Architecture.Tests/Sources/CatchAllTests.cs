using System.Text.RegularExpressions;

namespace AudioSampler.Architecture.Tests.Sources;

/// <summary>Catching everything is for the walls alone, and says why.</summary>
public sealed partial class CatchAllTests
{
    [Fact]
    public void A_catch_all_states_its_reason()
    {
        Assert.Empty(RepositoryFiles.Under("src", ".cs").SelectMany(path => Unexplained(path, RepositoryFiles.ReadLines(path))));
    }

    [Fact]
    public void A_suppressed_warning_states_its_reason()
    {
        var faults =
            from path in RepositoryFiles.Under("src", ".cs")
            where !path.Contains("/Migrations/", StringComparison.Ordinal)
            from line in RepositoryFiles.ReadLines(path)
            where line.Contains("#pragma warning disable", StringComparison.Ordinal) && !line.Contains("//", StringComparison.Ordinal)
            select $"{path}: {line.Trim()}";
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("catch (Exception error)", 1)]
    [InlineData("catch", 1)]
    [InlineData("catch (Exception) when (disposing)", 1)]
    [InlineData("#pragma warning disable CA1031\ncatch (Exception)", 1)]
    [InlineData("#pragma warning disable CA1031 // a wall: the others go on\ncatch (Exception)", 0)]
    [InlineData("catch (Exception error) when (error is IOException or UnauthorizedAccessException)", 0)]
    [InlineData("catch (Exception)\n{\n    Undo();\n    throw;\n}", 0)]
    [InlineData("catch (IOException)", 0)]
    public void A_catch_all_is_recognised(string code, int faults)
    {
        Assert.Equal(faults, Unexplained("X.cs", code.Split('\n')).Count());
    }

    /// <summary>Allowed are: a reason in the pragma just above, a filter by type, and passing the exception on.</summary>
    private static IEnumerable<string> Unexplained(string path, string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (!CatchAll().IsMatch(lines[i]) || lines[i].Contains(" is ", StringComparison.Ordinal))
            {
                continue;
            }

            bool explained = lines[Math.Max(0, i - 3)..i].Any(line => ReasonedPragma().IsMatch(line));
            bool rethrown = lines.Skip(i + 1).TakeWhile(line => line.Trim() != "}").Any(line => line.Trim() == "throw;");
            if (!explained && !rethrown)
            {
                yield return $"{path}:{i + 1}: {lines[i].Trim()}";
            }
        }
    }

    [GeneratedRegex(@"\bcatch\s*(\(Exception\b[^)]*\)|$|\{)")]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"#pragma warning disable CA1031 // \w")]
    private static partial Regex ReasonedPragma();
}
