using System.Runtime.InteropServices;

namespace AudioSampler.Dsp.Tonal;

/// <summary>A local maximum of a spectrum.</summary>
/// <param name="FrequencyHz">Interpolated frequency.</param>
/// <param name="Strength">How far it stands out, linear, above 0; its scale depends on who made it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SpectralPeak(float FrequencyHz, float Strength);
