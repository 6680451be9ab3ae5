namespace AudioSampler.Analysis.Engine.Bridges.Messages;

/// <summary>The samples of a region: a file that is there until the question is answered.</summary>
/// <param name="Path">File of 32-bit floats, little-endian, mono, without a header; full scale ±1.</param>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Length">Number of samples.</param>
/// <param name="StartS">Time of the first sample, in seconds from the start of the file.</param>
internal sealed record BridgeSignal(string Path, int SampleRate, long Length, double StartS);
