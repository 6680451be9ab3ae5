namespace AudioSampler.Analysis.Engine.Bridges;

/// <summary>The protocol between a worker and the program of a bridge; docs/bridge-protocol.md describes it.</summary>
public static class BridgeProtocol
{
    /// <summary>Its version. A bridge of another one is not run.</summary>
    public const int Version = 1;

    /// <summary>Longest line, in bytes.</summary>
    public const int LongestLine = 64 << 20;
}
