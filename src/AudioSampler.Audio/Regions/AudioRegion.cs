using System.Runtime.InteropServices;

namespace AudioSampler.Audio.Regions;

/// <summary>A stretch of sound between silences.</summary>
/// <param name="StartSeconds">Start, in seconds from the start of the file.</param>
/// <param name="EndSeconds">End, in seconds from the start of the file.</param>
/// <param name="PeakDbfs">Largest absolute sample of all channels, in dBFS; null for digital silence.</param>
/// <param name="RmsDbfs">RMS level of the louder channel at each moment, in dBFS; null for digital silence.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AudioRegion(double StartSeconds, double EndSeconds, double? PeakDbfs, double? RmsDbfs);
