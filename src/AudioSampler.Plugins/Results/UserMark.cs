using System.Collections.Immutable;

namespace AudioSampler.Plugins.Results;

/// <summary>What the user says of a file or region, besides corrections, which stand in <c>overrides</c>.</summary>
public sealed record UserMark
{
    /// <summary>The user's name for it; null when none.</summary>
    public string? Name { get; init; }

    /// <summary>1…5; null when it is not rated.</summary>
    public int? Rating { get; init; }

    /// <summary>Whether it is one of the favourites.</summary>
    public bool Favourite { get; init; }

    /// <summary>The user's tags, in order of the alphabet. Those of the analysis stand in the summary.</summary>
    public ImmutableArray<string> Tags
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>A note; null when none.</summary>
    public string? Note { get; init; }
}
