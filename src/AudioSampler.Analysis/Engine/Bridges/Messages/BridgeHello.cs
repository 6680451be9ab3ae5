using System.Collections.Immutable;

namespace AudioSampler.Analysis.Engine.Bridges.Messages;

/// <summary>The first line that a bridge is sent.</summary>
/// <param name="Type"><c>hello</c>.</param>
/// <param name="Protocol">Version of the protocol.</param>
/// <param name="ProgramVersion">Version of this program.</param>
/// <param name="Analyzers">Names of the analyzers that are expected of it.</param>
internal sealed record BridgeHello(string Type, int Protocol, string ProgramVersion, ImmutableArray<string> Analyzers);
