using System.Collections.Immutable;

namespace AudioSampler.Plugins.Results;

/// <summary>Momentary loudness (0.4 s) over time.</summary>
/// <param name="HopS">Seconds between values; the first window starts at the region's start.</param>
/// <param name="MomentaryLufs">LUFS; null where there is digital silence.</param>
public sealed record LoudnessCurve(double HopS, ImmutableArray<double?> MomentaryLufs);
