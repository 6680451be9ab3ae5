using System.Collections.Immutable;

namespace AudioSampler.Plugins.Results;

/// <summary>The chords of a region.</summary>
public sealed record ChordsResult
{
    /// <summary>Where chords may change: on <c>beats</c>, or every half second where no beats were found.</summary>
    public required ChordGrid Grid { get; init; }

    /// <summary>Chords and stretches without one, in order, without gaps.</summary>
    public ImmutableArray<ChordSpan> Chords
    {
        get => field.IsDefault ? [] : field;
        init;
    }
}
