using System.Collections.Immutable;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>What a plugin declares of itself in <c>plugin.json</c>, before any code of it is run. <c>docs/plugins.md</c> describes the file.</summary>
public sealed record PluginManifest
{
    /// <summary>Name: small letters, digits and hyphens, at most 64; no two plugins have the same.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the plugin, for people.</summary>
    public required string Version { get; init; }

    /// <summary>Version of the contract that it was built against.</summary>
    public required int Contract { get; init; }

    /// <summary>What it is made of.</summary>
    public required PluginKind Kind { get; init; }

    /// <summary>The assembly, a file in the folder of the plugin; null for a bridge.</summary>
    public string? Assembly { get; init; }

    /// <summary>Program and arguments of a bridge; null for an assembly.</summary>
    public ImmutableArray<string>? Command { get; init; }

    /// <summary>What has to be in the folder of a bridge before it can be started.</summary>
    public ImmutableArray<PluginRequirement> Requires
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Its analyzers, at least one.</summary>
    public required ImmutableArray<DeclaredAnalyzer> Analyzers { get; init; }
}
