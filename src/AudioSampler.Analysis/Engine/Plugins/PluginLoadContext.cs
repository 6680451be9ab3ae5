using System.Reflection;
using System.Runtime.Loader;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>Where the code of one plugin lives: it shares the framework and the contract with the program, and nothing else.</summary>
/// <remarks>A plugin may so bring any version of any library, also of one that the program uses itself. It is never unloaded: a worker ends instead.</remarks>
internal sealed class PluginLoadContext(string plugin, string assemblyPath) : AssemblyLoadContext($"plugin {plugin}")
{
    private static readonly string s_contract = typeof(PluginContract).Assembly.GetName().Name!;
    private static readonly HashSet<string> s_framework = FrameworkAssemblies();

    private readonly AssemblyDependencyResolver _resolver = new(assemblyPath);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name!;
        if (name == s_contract || s_framework.Contains(name))
        {
            return null; // The program's own.
        }

        if (_resolver.ResolveAssemblyToPath(assemblyName) is { } path)
        {
            return LoadFromAssemblyPath(path);
        }

        // Null would let the program's private libraries answer, which change without notice. A text in another language may be missing.
        return string.IsNullOrEmpty(assemblyName.CultureName)
            ? throw new FileNotFoundException($"{assemblyName.Name} {assemblyName.Version} is not in the folder of the plugin")
            : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    /// <summary>What was found beside the program itself is the program's; all else is the framework's.</summary>
    private static HashSet<string> FrameworkAssemblies()
    {
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string trusted = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? string.Empty;
        return
        [
            .. trusted
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Where(path => Path.GetDirectoryName(path) != own)
                .Select(path => Path.GetFileNameWithoutExtension(path)),
        ];
    }
}
