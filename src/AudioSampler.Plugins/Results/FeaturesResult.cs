using System.Collections.Immutable;

namespace AudioSampler.Plugins.Results;

/// <summary>Statistics of the signal over a region. Frames of digital silence are left out of all but <see cref="DurationS"/>.</summary>
public sealed record FeaturesResult
{
    /// <summary>Duration of the region, in seconds.</summary>
    public required double DurationS { get; init; }

    /// <summary>RMS level, in dBFS; null for digital silence.</summary>
    public MeanStd? RmsDb { get; init; }

    /// <summary>Spectral centroid, in Hz.</summary>
    public MeanStd? CentroidHz { get; init; }

    /// <summary>Frequency below which 85 % of the energy lies, in Hz.</summary>
    public MeanStd? RolloffHz { get; init; }

    /// <summary>Spectral flatness, 0 (a tone) … 1 (white noise).</summary>
    public MeanStd? Flatness { get; init; }

    /// <summary>Share of neighbouring samples whose sign differs, 0…1.</summary>
    public MeanStd? ZeroCrossingRate { get; init; }

    /// <summary>Onset strength (mean positive log-spectral flux), in dB.</summary>
    public MeanStd? OnsetStrength { get; init; }

    /// <summary>Mean of the 20 mel-frequency cepstral coefficients.</summary>
    public ImmutableArray<double> MfccMean
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Standard deviation of the 20 mel-frequency cepstral coefficients.</summary>
    public ImmutableArray<double> MfccStd
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Mean chroma, 12 values, C first, the largest 1.</summary>
    public ImmutableArray<double> ChromaMean
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Onsets per second; null when the region is too short.</summary>
    public double? OnsetRateHz { get; init; }
}
