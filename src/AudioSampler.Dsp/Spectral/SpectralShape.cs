using System.Runtime.InteropServices;

namespace AudioSampler.Dsp.Spectral;

/// <summary>The shape of one spectrum in five numbers. Independent of its level.</summary>
/// <param name="CentroidHz">Mean frequency, weighted by magnitude.</param>
/// <param name="BandwidthHz">Standard deviation of the frequency, weighted by magnitude.</param>
/// <param name="RolloffHz">The lowest bin up to which 85 % of the power lies.</param>
/// <param name="Flatness">Geometric over arithmetic mean of the power, 0 (a tone) … 1 (all bins equal).</param>
/// <param name="Entropy">Shannon entropy of the power over the bins, divided by its maximum: 0 (one bin) … 1 (all bins equal).</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SpectralShape(double CentroidHz, double BandwidthHz, double RolloffHz, double Flatness, double Entropy);
