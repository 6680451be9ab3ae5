namespace AudioSampler.Cli.Output;

/// <summary>One region, as JSON.</summary>
/// <param name="Id">Its name.</param>
/// <param name="StartS">Start, in seconds.</param>
/// <param name="EndS">End, in seconds.</param>
/// <param name="PeakDbfs">Largest sample, in dBFS.</param>
/// <param name="RmsDbfs">RMS level, in dBFS.</param>
internal sealed record RegionBounds(string Id, double StartS, double EndS, double? PeakDbfs, double? RmsDbfs);
