using System.Text.Json.Nodes;

namespace AudioSampler.Testing;

/// <summary>Plugins of this repository, as they were built beside the tests.</summary>
public static class BuiltPlugin
{
    private static readonly string s_configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>Folder of the plugin that fails on command (<c>AIS_FAULT</c>).</summary>
    public static string Faults { get; } = Built("tests/AudioSampler.Faults.Plugin");

    /// <summary>Folder of the sample plugin.</summary>
    public static string Attack { get; } = Built("samples/plugins/attack");

    /// <summary>Copies a plugin into a folder of plugins and changes its declaration.</summary>
    /// <param name="plugin">Folder of the plugin.</param>
    /// <param name="plugins">Folder of plugins; made when it isn't there.</param>
    /// <param name="change">Changes <c>plugin.json</c>; may be null.</param>
    /// <param name="name">Name of the folder of the copy; null for the plugin's own name.</param>
    /// <returns>Folder of the copy.</returns>
    public static string Install(string plugin, string plugins, Action<JsonObject>? change = null, string? name = null)
    {
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(plugin, "plugin.json")))!.AsObject();
        string folder = Path.Combine(plugins, name ?? manifest["name"]!.GetValue<string>());
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(plugin))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        change?.Invoke(manifest);
        File.WriteAllText(Path.Combine(folder, "plugin.json"), manifest.ToJsonString());
        return folder;
    }

    private static string Built(string project) => Path.Combine(Repository.Root, project, "bin", s_configuration, "net10.0");
}
