using System.Text.Json.Serialization;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>What a plugin is made of.</summary>
public enum PluginKind
{
    /// <summary>A .NET assembly that a worker loads.</summary>
    [JsonStringEnumMemberName("assembly")]
    Assembly,

    /// <summary>A program in any language that a worker starts and speaks with.</summary>
    [JsonStringEnumMemberName("bridge")]
    Bridge,
}
