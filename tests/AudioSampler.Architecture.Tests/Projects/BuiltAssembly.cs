using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AudioSampler.Architecture.Tests.Projects;

/// <summary>What a compiled project really uses and defines, read from its metadata without loading it.</summary>
internal sealed record BuiltAssembly(string Project, IReadOnlyList<string> References, IReadOnlyList<string> TypeNames)
{
    public static IReadOnlyList<BuiltAssembly> All { get; } = [.. ProjectFile.All.Select(project => Load(project.Name))];

    private static BuiltAssembly Load(string project)
    {
        string file = project == "AudioSampler.Cli" ? "ais.dll" : project + ".dll";
        using var image = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, file)));
        MetadataReader metadata = image.GetMetadataReader();
        return new(
            project,
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.TypeDefinitions.Select(handle => metadata.GetString(metadata.GetTypeDefinition(handle).Name))]
        );
    }
}
