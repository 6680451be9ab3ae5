using System.Collections.Immutable;

namespace AudioSampler.Analysis.Engine.Bridges;

/// <summary>What the folder of a plugin says of a bridge: a program in any language that analyses by the protocol of docs/bridge-protocol.md.</summary>
public sealed record BridgeDeclaration
{
    /// <summary>Name of the plugin.</summary>
    public required string Plugin { get; init; }

    /// <summary>Its folder, an absolute path: the program is started there.</summary>
    public required string Folder { get; init; }

    /// <summary>The program (an absolute path, a file of the folder, or a name that is looked for on the PATH) and its arguments; at least one.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>What has to be in the folder before the program can run.</summary>
    public ImmutableArray<BridgeRequirement> Requires { get; init; } = [];

    /// <summary>The analyzers that the program answers for; at least one. One process serves them all.</summary>
    public required ImmutableArray<BridgedAnalyzer> Analyzers { get; init; }
}
