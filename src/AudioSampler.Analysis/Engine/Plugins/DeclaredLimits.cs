namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>The limits of an analyzer.</summary>
/// <param name="TimeS">Time for a region, in seconds, above 0 to 3600: this much, plus <see cref="TimePerAudioS"/> for each second of the region. Default 60.</param>
/// <param name="TimePerAudioS">Further time for each second of audio of the region, in seconds, 0 to 60. Default 0.25.</param>
/// <param name="MemoryMb">Memory that a bridge may use, in MiB, 16 to 65536. Default 1024.</param>
/// <param name="StartS">Time that a bridge may take to start, in seconds, above 0 to 600. Default 10.</param>
public sealed record DeclaredLimits(double TimeS = 60, double TimePerAudioS = 0.25, int MemoryMb = 1024, double StartS = 10);
