namespace AudioSampler.Analysis.Engine.Bridges.Messages;

/// <summary>The region that is asked about.</summary>
/// <param name="Index">Position in the file, from 0.</param>
/// <param name="StartS">Start, in seconds from the start of the file.</param>
/// <param name="EndS">End, in seconds from the start of the file.</param>
internal sealed record BridgeRegion(int Index, double StartS, double EndS);
