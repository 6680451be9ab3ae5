namespace AudioSampler.Plugins.Contract;

/// <summary>The contract between plugins and the program.</summary>
public static class PluginContract
{
    /// <summary>Version of it, stated as <c>contract</c> in <c>plugin.json</c>. It rises when a plugin built before would not work any more.</summary>
    public const int Version = 1;
}
