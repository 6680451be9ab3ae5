using System.Collections.Immutable;

namespace AudioSampler.Analysis.Engine.Bridges.Messages;

/// <summary>The first line of a bridge.</summary>
/// <param name="Type"><c>ready</c>.</param>
/// <param name="Protocol">Version of the protocol that it speaks.</param>
/// <param name="Analyzers">The analyzers that it has.</param>
/// <param name="Environment">What it runs in.</param>
internal sealed record BridgeReady(string Type, int Protocol, ImmutableArray<BridgeAnalyzerName> Analyzers, BridgeEnvironment Environment);
