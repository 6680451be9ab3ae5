using System.Collections.Immutable;

namespace AudioSampler.Plugins.Results;

/// <summary>The key of a region.</summary>
public sealed record KeyResult
{
    /// <summary>Such as <c>A minor</c>; null when atonal.</summary>
    public string? Key { get; init; }

    /// <summary>Such as <c>A</c>; null when atonal.</summary>
    public string? Tonic { get; init; }

    /// <summary>Major, minor or atonal.</summary>
    public required KeyMode Mode { get; init; }

    /// <summary>How sure that is, 0…1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Key code on the Camelot wheel, such as <c>8A</c>; null when atonal.</summary>
    public string? Camelot { get; init; }

    /// <summary>Open Key code, such as <c>1m</c>; null when atonal.</summary>
    public string? OpenKey { get; init; }

    /// <summary>Deviation from A4 = 440 Hz, in cents, −50…50; null when it can't be told.</summary>
    public double? TuningCents { get; init; }

    /// <summary>Other keys that come into question, best first.</summary>
    public ImmutableArray<KeyCandidate> Alternatives
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Where the local key changes, with the first key at the region's start; empty when it doesn't.</summary>
    public ImmutableArray<KeyChange> KeyChanges
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>What the method that did not answer says; null when it was not asked, or says nothing, which has a reason then.</summary>
    public KeyOpinion? SecondOpinion { get; init; }

    /// <summary>Who answered: <c>native</c> for this project's own method, or <c>essentia</c>.</summary>
    public required string Method { get; init; }

    /// <summary>What answered, and how right it was when last measured.</summary>
    public required KeyMetadata AnalysisMetadata { get; init; }
}
