using System.Runtime.InteropServices;

namespace AudioSampler.Dsp.Pitch;

/// <summary>A pitch that a frame may have.</summary>
/// <param name="Hz">Its frequency.</param>
/// <param name="Probability">How likely it is, 0…1; those of a frame sum to 1 at most, and the rest is that it has none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PitchCandidate(double Hz, double Probability);
