using AudioSampler.Catalog.Search;

namespace AudioSampler.Catalog.Similarity;

/// <summary>A search by ear.</summary>
public sealed record SimilarityQuestion
{
    /// <summary>Most regions that may be asked for at once.</summary>
    public const int MostRegions = 500;

    /// <summary>Regions to be alike; may be empty when there is a sound.</summary>
    public IReadOnlyList<long> Like { get; init; } = [];

    /// <summary>Regions to be unlike.</summary>
    public IReadOnlyList<long> Unlike { get; init; } = [];

    /// <summary>How much each aspect counts.</summary>
    public AspectWeights Weights { get; init; } = AspectWeights.Usual;

    /// <summary>A search of regions; only what it finds may be found. Null for all.</summary>
    public SearchQuery? Among { get; init; }

    /// <summary>How many regions are wanted, 1…<see cref="MostRegions"/>.</summary>
    public int Most { get; init; } = 20;
}
