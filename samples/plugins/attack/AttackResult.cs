namespace Attack;

/// <summary>How the loudness of a region goes over time: written as snake_case JSON, so <c>AttackS</c> is <c>attack_s</c>.</summary>
public sealed record AttackResult
{
    /// <summary>Time that the level takes from 10 % to 90 % of its maximum, in seconds; null when the region begins louder than 10 %.</summary>
    public required double? AttackS { get; init; }

    /// <summary>log10 of <see cref="AttackS"/>, which is closer to what the ear finds alike; null with it.</summary>
    public required double? LogAttackTime { get; init; }

    /// <summary>Where the level is highest, in seconds from the start of the file.</summary>
    public required double PeakAtS { get; init; }

    /// <summary>Mean time, weighted by level, in seconds from the start of the region: early for a drum, in the middle for an organ.</summary>
    public required double TemporalCentroidS { get; init; }

    /// <summary>The same as a part of the region's length, 0 to 1.</summary>
    public required double TemporalCentroid { get; init; }
}
