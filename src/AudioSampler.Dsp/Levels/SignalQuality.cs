namespace AudioSampler.Dsp.Levels;

/// <summary>Facts on the quality of a recording, measured on the original samples.</summary>
public sealed record SignalQuality
{
    /// <summary>Largest absolute sample, in dBFS; null for digital silence.</summary>
    public double? PeakDbfs { get; init; }

    /// <summary>Samples (of all channels) in runs of three or more at full scale, or at the file's constant largest level.</summary>
    public long ClippedSamples { get; init; }

    /// <summary>Mean of all samples of all channels, full scale ±1.</summary>
    public double DcOffset { get; init; }

    /// <summary>Level of the quietest tenth, RMS in dBFS; null when that is digital silence.</summary>
    public double? NoiseFloorDbfs { get; init; }

    /// <summary>Correlation of left and right, −1…1; null unless there are two channels that both sound.</summary>
    public double? PhaseCorrelation { get; init; }
}
