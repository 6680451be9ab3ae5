namespace AudioSampler.Plugins.Results;

/// <summary>How a region can be played: as a one-shot, a loop, a phrase or an ambience.</summary>
public sealed record SampleResult
{
    /// <summary>What it is.</summary>
    public required SampleType Type { get; init; }

    /// <summary>How sure that is, 0…1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Time from 10 % to 90 % of the level of its first loud sound, in milliseconds, counted from the start of the region where it begins louder than that.</summary>
    public double? AttackMs { get; init; }

    /// <summary>Time from its loudest moment until it has fallen by 20 dB for good, in milliseconds; null when it never does.</summary>
    public double? DecayMs { get; init; }

    /// <summary>The loop; null unless it is one.</summary>
    public LoopResult? Loop { get; init; }
}
