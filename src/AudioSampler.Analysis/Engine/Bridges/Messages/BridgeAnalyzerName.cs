namespace AudioSampler.Analysis.Engine.Bridges.Messages;

/// <summary>An analyzer as a bridge knows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version, the same as in plugin.json.</param>
internal sealed record BridgeAnalyzerName(string Name, string Version);
