namespace AudioSampler.Plugins.Results;

/// <summary>Loudness of a region after EBU R 128 and ITU-R BS.1770.</summary>
public sealed record LoudnessResult
{
    /// <summary>Integrated loudness, in LUFS; null below the gate or when shorter than 0.4 s.</summary>
    public double? IntegratedLufs { get; init; }

    /// <summary>Loudness range, in LU; null when shorter than 3 s or below the gate.</summary>
    public double? LoudnessRangeLu { get; init; }

    /// <summary>True peak, in dBTP; null for digital silence.</summary>
    public double? TruePeakDbtp { get; init; }

    /// <summary>Largest short-term loudness (3 s), in LUFS; null when shorter than 3 s.</summary>
    public double? ShortTermMaxLufs { get; init; }

    /// <summary>Loudness over time.</summary>
    public LoudnessCurve? Curve { get; init; }
}
