using System.Text.Json;
using AudioSampler.Testing;

namespace AudioSampler.Architecture.Tests.Documents;

public sealed class SamplesTests
{
    [Fact]
    public void Every_sample_has_its_truth_and_its_row()
    {
        string[] files = RepositoryFiles
            .Under("samples", ".flac", ".ogg", ".wav")
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal)
            .ToArray();
        using var truth = JsonDocument.Parse(RepositoryFiles.Read("samples/truth.json"));
        Assert.Equal(
            files,
            truth.RootElement.EnumerateArray().Select(sample => sample.GetProperty("name").GetString()!).Order(StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        string page = RepositoryFiles.Read("samples/README.md");
        Assert.All(files, file => Assert.Contains($"| `{file}` |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_samples_stay_small()
    {
        Assert.InRange(RepositoryFiles.Under("samples").Sum(path => new FileInfo(Path.Combine(Repository.Root, path)).Length), 1, 3 << 20);
    }
}
