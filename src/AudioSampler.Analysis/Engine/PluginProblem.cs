namespace AudioSampler.Analysis.Engine;

/// <summary>What is wrong with a plugin.</summary>
/// <param name="Plugin">Name of the plugin, or of its folder where it has none.</param>
/// <param name="Analyzer">The analyzer of it that is concerned; null for all of them.</param>
/// <param name="Message">What is wrong and what to do, in one line.</param>
public sealed record PluginProblem(string Plugin, string? Analyzer, string Message)
{
    /// <summary>All of it in one line.</summary>
    public override string ToString() => Analyzer is null ? $"plugin {Plugin}: {Message}" : $"plugin {Plugin}, {Analyzer}: {Message}";
}
