namespace AudioSampler.Plugins.Results;

/// <summary>The pitch of a single note.</summary>
public sealed record PitchResult
{
    /// <summary>Nearest MIDI note, 60 is middle C: the root note of a sampler; null when no pitch is held.</summary>
    public int? RootMidi { get; init; }

    /// <summary>Deviation from it, in cents, −50…50; null when no pitch is held.</summary>
    public double? RootCents { get; init; }

    /// <summary>The pitch in Hz; null when none is held.</summary>
    public double? RootHz { get; init; }

    /// <summary>Share of the sounding time in which the pitch is within a quarter of a semitone of the root, 0…1.</summary>
    public required double Steadiness { get; init; }
}
