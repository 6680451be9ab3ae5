namespace AudioSampler.Analysis.Engine.Bridges.Messages;

/// <summary>What a bridge runs in, for messages.</summary>
/// <param name="Name">Such as <c>node</c>.</param>
/// <param name="Version">Such as <c>20.20.2</c>.</param>
internal sealed record BridgeEnvironment(string Name, string Version);
