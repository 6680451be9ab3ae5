namespace AudioSampler.Architecture.Tests.Sources;

public sealed class SizeTests
{
    private const int Ceiling = 500;

    [Fact]
    public void No_file_has_more_than_500_lines()
    {
        var faults = RepositoryFiles
            .Under("src", ".cs")
            .Concat(RepositoryFiles.Under("web", ".js", ".css", ".html"))
            .Where(path => !IsGenerated(path))
            .Select(path => (path, lines: RepositoryFiles.ReadLines(path).Length))
            .Where(file => file.lines > Ceiling);
        Assert.Empty(faults);
    }

    [Fact]
    public void Half_of_the_files_have_at_most_100_lines()
    {
        int[] lengths =
        [
            .. RepositoryFiles
                .Under("src", ".cs")
                .Where(path => !IsGenerated(path))
                .Select(path => RepositoryFiles.ReadLines(path).Length)
                .Order(),
        ];
        Assert.True(lengths[lengths.Length / 2] <= 100, $"the median is {lengths[lengths.Length / 2]}");
    }

    private static bool IsGenerated(string path) => path.Contains("/Migrations/", StringComparison.Ordinal);
}
