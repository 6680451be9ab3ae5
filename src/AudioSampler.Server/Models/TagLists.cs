using AudioSampler.Catalog.Marks;

namespace AudioSampler.Server.Models;

/// <summary>Tags and how often they are given: the user's and those of the analysis, apart.</summary>
public sealed record TagLists
{
    /// <summary>The user's tags, over files and regions.</summary>
    public required IReadOnlyList<TagCount> Mine { get; init; }

    /// <summary>Tags of the analysis, over files; the fifty that are given most.</summary>
    public required IReadOnlyList<TagCount> Found { get; init; }
}
