namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>Something that a bridge needs and that may not be installed yet.</summary>
public sealed record PluginRequirement
{
    /// <summary>A file or folder in the folder of the plugin.</summary>
    public required string Path { get; init; }

    /// <summary>What to do when it is missing, for people.</summary>
    public required string Remedy { get; init; }
}
