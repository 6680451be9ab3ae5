using System.Collections.Immutable;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Artifacts;

/// <summary>Mean and standard deviation of the frame-level features over a region, digital silence left out.</summary>
/// <param name="Frames">Number of frames that are not digital silence; all statistics are null when it is 0.</param>
/// <param name="RmsDb">Level, in dBFS.</param>
/// <param name="CentroidHz">Spectral centroid, in Hz.</param>
/// <param name="RolloffHz">Frequency below which 85 % of the energy lies, in Hz.</param>
/// <param name="Flatness">Spectral flatness, 0…1.</param>
/// <param name="ZeroCrossingRate">Share of neighbouring samples whose sign differs, 0…1.</param>
/// <param name="OnsetStrengthDb">Mean rise of the mel bands since the frame before, in dB.</param>
/// <param name="Mfcc">The 20 mel-frequency cepstral coefficients, in dB; empty when there is no frame.</param>
public sealed record FeatureTotals(
    long Frames,
    MeanStd? RmsDb,
    MeanStd? CentroidHz,
    MeanStd? RolloffHz,
    MeanStd? Flatness,
    MeanStd? ZeroCrossingRate,
    MeanStd? OnsetStrengthDb,
    ImmutableArray<MeanStd> Mfcc
);
