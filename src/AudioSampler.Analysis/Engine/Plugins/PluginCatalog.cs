using System.Collections.Immutable;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>The plugins of a folder, as they declare themselves. No code of any plugin is run to know this.</summary>
/// <param name="Plugins">Those whose declaration makes sense, in the order of their folders.</param>
/// <param name="Problems">What is wrong, one line each.</param>
public sealed record PluginCatalog(ImmutableArray<InstalledPlugin> Plugins, ImmutableArray<PluginProblem> Problems)
{
    /// <summary>No plugins.</summary>
    public static PluginCatalog Empty { get; } = new([], []);

    /// <summary>Their analyzers.</summary>
    public IEnumerable<AnalyzerDescriptor> Analyzers => Plugins.SelectMany(p => p.Analyzers);

    /// <summary>Reads the declarations in a folder: each sub-folder with a <c>plugin.json</c> is a plugin.</summary>
    /// <param name="folder">The folder; null for none.</param>
    public static PluginCatalog Read(string? folder)
    {
        if (folder is null)
        {
            return Empty;
        }

        var plugins = ImmutableArray.CreateBuilder<InstalledPlugin>();
        var problems = ImmutableArray.CreateBuilder<PluginProblem>();
        foreach (string inner in Folders(folder, problems))
        {
            if (ManifestReader.Read(inner, out PluginProblem? problem) is not { } plugin)
            {
                problems.Add(problem!);
            }
            else if (plugins.FirstOrDefault(p => p.Manifest.Name == plugin.Manifest.Name) is { } twin)
            {
                problems.Add(
                    new PluginProblem(
                        Path.GetFileName(inner),
                        null,
                        $"its name is {plugin.Manifest.Name}, which the plugin in the folder {Path.GetFileName(twin.Folder)} has already: "
                            + "remove one of the two, or rename it"
                    )
                );
            }
            else
            {
                plugins.Add(plugin);
                problems.AddRange(plugin.Problems);
            }
        }

        return new PluginCatalog(plugins.ToImmutable(), problems.ToImmutable());
    }

    /// <summary>A graph with the analyzers of the plugins added, and the problems with those that don't fit into it.</summary>
    public AnalyzerGraph AddTo(AnalyzerGraph graph, out ImmutableArray<PluginProblem> problems)
    {
        AnalyzerGraph whole = graph.With(Analyzers, out ImmutableArray<AnalyzerMisfit> misfits);
        problems = [.. Problems, .. misfits.Select(m => new PluginProblem(m.Analyzer.Plugin!, m.Analyzer.Name, m.Reason))];
        return whole;
    }

    private static List<string> Folders(string folder, ImmutableArray<PluginProblem>.Builder problems)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateDirectories(folder)
                    .Where(inner => File.Exists(Path.Combine(inner, ManifestReader.FileName)))
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(
                new PluginProblem(
                    Path.GetFileName(folder),
                    null,
                    $"the folder of plugins can't be read: {exception.Message.ReplaceLineEndings(" ")}"
                )
            );
            return [];
        }
    }
}
