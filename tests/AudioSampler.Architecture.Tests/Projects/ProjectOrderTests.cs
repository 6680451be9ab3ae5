using System.Xml.Linq;
using AudioSampler.Testing;

namespace AudioSampler.Architecture.Tests.Projects;

public sealed class ProjectOrderTests
{
    [Fact]
    public void ARCHITECTURE_lists_every_project_once()
    {
        Assert.Equal(
            ProjectFile.All.Select(project => project.Name).Order(StringComparer.Ordinal),
            ProjectFile.Order.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_project_names_only_those_above_it()
    {
        var faults = ProjectFile.All.SelectMany(project =>
            project.Uses.Where(used => !IsAbove(used, project.Name)).Select(used => $"{project.Name} uses {used}")
        );
        Assert.Empty(faults);
    }

    [Fact]
    public void A_built_assembly_uses_only_those_above_it()
    {
        var faults = BuiltAssembly.All.SelectMany(built =>
            built
                .References.Where(used => used.StartsWith("AudioSampler.", StringComparison.Ordinal) && !IsAbove(used, built.Project))
                .Select(used => $"{built.Project} uses {used}")
        );
        Assert.Empty(faults);
    }

    [Fact]
    public void The_contract_for_plugins_uses_nothing()
    {
        Assert.Empty(ProjectFile.All.Single(project => project.Name == "AudioSampler.Plugins").Uses);
        Assert.All(
            BuiltAssembly.All.Single(built => built.Project == "AudioSampler.Plugins").References,
            used => Assert.True(used.StartsWith("System.", StringComparison.Ordinal) || used is "netstandard" or "mscorlib", used)
        );
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = XDocument
            .Load(Path.Combine(Repository.Root, "AudioSampler.slnx"))
            .Descendants("Project")
            .Select(project => project.Attribute("Path")!.Value);
        Assert.Equal(RepositoryFiles.Under(".", ".csproj").Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_of_src_has_its_tests()
    {
        Assert.All(
            ProjectFile.All,
            project =>
                Assert.True(
                    File.Exists(Path.Combine(Repository.Root, "tests", $"{project.Name}.Tests", $"{project.Name}.Tests.csproj")),
                    project.Name
                )
        );
    }

    private static bool IsAbove(string used, string user) => Position(used) < Position(user);

    private static int Position(string project) =>
        ProjectFile.Order.ToList().IndexOf(project) is >= 0 and int position
            ? position
            : throw new InvalidOperationException($"{project} is not in ARCHITECTURE.md");
}
