using System.Collections.Immutable;

namespace AudioSampler.Plugins.Results;

/// <summary>Tempo, beats and meter of a region.</summary>
public sealed record TempoResult
{
    /// <summary>Beats per minute; null when there is no pulse.</summary>
    public double? Bpm { get; init; }

    /// <summary>How sure the tempo is, 0…1; null when there is none.</summary>
    public double? Confidence { get; init; }

    /// <summary>Tempi that come into question, best first.</summary>
    public ImmutableArray<TempoCandidate> Candidates
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Whether one tempo holds for the whole region; null when there is none.</summary>
    public bool? Stable { get; init; }

    /// <summary>The tempo over time, when it is not stable.</summary>
    public ImmutableArray<TempoPoint> Curve
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Beats, in seconds from the start of the file.</summary>
    public ImmutableArray<double> BeatsS
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>First beats of bars, in seconds from the start of the file.</summary>
    public ImmutableArray<double> DownbeatsS
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Such as <c>3/4</c>; null when it is not known.</summary>
    public string? TimeSignature { get; init; }

    /// <summary>How sure the meter is, 0…1; null when it is not known.</summary>
    public double? MeterConfidence { get; init; }
}
