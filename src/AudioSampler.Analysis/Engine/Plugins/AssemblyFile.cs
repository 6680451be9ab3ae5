using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>Looks at an assembly without loading it.</summary>
internal static class AssemblyFile
{
    /// <summary>Why it can't be a plugin here; null when nothing is seen.</summary>
    public static string? FaultOf(string path)
    {
        string name = Path.GetFileName(path);
        try
        {
            using var image = new PEReader(File.OpenRead(path));
            if (!image.HasMetadata)
            {
                return $"{name} is native code, no .NET assembly: a plugin is a .NET assembly, or a bridge to a program";
            }

            MetadataReader metadata = image.GetMetadataReader();
            var references = metadata
                .AssemblyReferences.Select(metadata.GetAssemblyReference)
                .ToDictionary(r => metadata.GetString(r.Name), r => r.Version, StringComparer.Ordinal);
            return references.GetValueOrDefault("System.Runtime") is { } runtime && runtime.Major > Environment.Version.Major
                    ? $"{name} is built for .NET {runtime.Major}, and this program runs on .NET {Environment.Version.Major}: build it for net{Environment.Version.Major}.0"
                : references.ContainsKey("mscorlib") && !references.ContainsKey("System.Runtime")
                    ? $"{name} is built for .NET Framework: build it for net{Environment.Version.Major}.0"
                : !references.ContainsKey(typeof(PluginContract).Assembly.GetName().Name!)
                    ? $"{name} does not use AudioSampler.Plugins, so there is no analyzer in it: name the assembly that has the analyzers"
                : null;
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidOperationException)
        {
            return $"{name} is no .NET assembly, or it is damaged ({exception.Message.ReplaceLineEndings(" ")}): build or install it anew";
        }
    }
}
