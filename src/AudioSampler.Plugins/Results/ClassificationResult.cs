using System.Collections.Immutable;

namespace AudioSampler.Plugins.Results;

/// <summary>What a region is, and the labels that apply to it.</summary>
public sealed record ClassificationResult
{
    /// <summary>What classified: <c>signal</c> for signal features without a tagging network.</summary>
    public required string Model { get; init; }

    /// <summary>One per content segment, in order.</summary>
    public required ImmutableArray<ClassifiedSegment> Segments { get; init; }

    /// <summary>The kind of the region; null when it is not known.</summary>
    public SoundKind? Kind { get; init; }

    /// <summary>How sure the kind is, 0…1; null when it is not known.</summary>
    public double? KindScore { get; init; }

    /// <summary>Labels shown to the user, best first.</summary>
    public ImmutableArray<TagScore> Tags
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>The ten best labels whatever their score.</summary>
    public ImmutableArray<TagScore> Ranking
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>The tags that are genres.</summary>
    public ImmutableArray<TagScore> Genres
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>The tags that are instruments.</summary>
    public ImmutableArray<TagScore> Instruments
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>The tags that are voices.</summary>
    public ImmutableArray<TagScore> Vocals
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>The tags that are events.</summary>
    public ImmutableArray<TagScore> Events
    {
        get => field.IsDefault ? [] : field;
        init;
    }
}
