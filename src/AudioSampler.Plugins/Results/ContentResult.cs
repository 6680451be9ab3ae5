using System.Collections.Immutable;

namespace AudioSampler.Plugins.Results;

/// <summary>The timeline of what is heard in a region, without gaps.</summary>
public sealed record ContentResult
{
    /// <summary>Segments, each beginning where the one before it ends, from the start of the region to its end.</summary>
    public required ImmutableArray<ContentSegment> Segments { get; init; }

    /// <summary>Where one kind of sound gives way to another.</summary>
    public ImmutableArray<ContentTransition> Transitions
    {
        get => field.IsDefault ? [] : field;
        init;
    }
}
