namespace AudioSampler.Plugins.Results;

/// <summary>The key of a region by Essentia, as its bridge gives it.</summary>
public sealed record EssentiaKeyResult
{
    /// <summary>Whether it found a key. It has no rule for there being none: noise is given a key as well.</summary>
    public required bool Success { get; init; }

    /// <summary>Such as <c>A minor</c>; null without success.</summary>
    public string? Key { get; init; }

    /// <summary>Such as <c>A</c>; null without success.</summary>
    public string? Tonic { get; init; }

    /// <summary>Major or minor; null without success.</summary>
    public KeyMode? Mode { get; init; }

    /// <summary>How often such an answer is right, 0…1; null, since nobody has calibrated it.</summary>
    public double? Confidence { get; init; }

    /// <summary>Correlation with the profile of the key, 0…1: no probability. Null without success.</summary>
    public double? Score { get; init; }

    /// <summary>What answered.</summary>
    public required EssentiaMetadata AnalysisMetadata { get; init; }
}
