using System.Xml.Linq;
using AudioSampler.Testing;

namespace AudioSampler.Architecture.Tests.Projects;

/// <summary>A project of <c>src/</c>, and the projects that it names in its file.</summary>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> Uses)
{
    public static IReadOnlyList<ProjectFile> All { get; } = [.. RepositoryFiles.Under("src", ".csproj").Select(Load)];

    /// <summary>The order of the projects as ARCHITECTURE.md lists them, from the ground up.</summary>
    public static IReadOnlyList<string> Order { get; } =
    [
        .. RepositoryFiles
            .ReadLines("ARCHITECTURE.md")
            .Where(line => line.StartsWith("| `AudioSampler.", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]),
    ];

    private static ProjectFile Load(string path) =>
        new(
            Path.GetFileNameWithoutExtension(path),
            [
                .. XDocument
                    .Load(Path.Combine(Repository.Root, path))
                    .Descendants("ProjectReference")
                    .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))),
            ]
        );
}
