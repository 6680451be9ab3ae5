using AudioSampler.Catalog;

namespace AudioSampler.Cli.Hosting;

/// <summary>Finds the folder of plugins.</summary>
internal static class PluginFolder
{
    private const string Setting = "AIS_PLUGINS";
    private const string Name = "plugins";

    /// <summary>What was named by option or setting, whether it is there or not; else <c>plugins</c> in the data folder where there is one; else null.</summary>
    /// <param name="option">What <c>--plugins</c> says; null when it was not given.</param>
    /// <param name="data">The data folder.</param>
    public static string? Locate(string? option, DataFolder data)
    {
        string? named = string.IsNullOrEmpty(option) ? Environment.GetEnvironmentVariable(Setting) : option;
        if (!string.IsNullOrEmpty(named))
        {
            return Path.GetFullPath(named);
        }

        string usual = Path.Combine(data.Path, Name);
        return Directory.Exists(usual) ? usual : null;
    }
}
