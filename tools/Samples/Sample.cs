namespace AudioSampler.Samples;

/// <summary>A recording to synthesise, and what is true of it because it was made so.</summary>
internal sealed record Sample(string Name, Func<Track> Render)
{
    /// <summary>What it is, in the words of the result format's <c>kind</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Beats a minute; null where there is no pulse.</summary>
    public double? Bpm { get; init; }

    /// <summary>Time signature; null where there is none.</summary>
    public string? Meter { get; init; }

    /// <summary>Key; null where there is none.</summary>
    public string? Key { get; init; }

    /// <summary>Where it sounds: start and end in seconds, kind. Null where the whole file sounds.</summary>
    public IReadOnlyList<SoundingPart>? Parts { get; init; }
}
