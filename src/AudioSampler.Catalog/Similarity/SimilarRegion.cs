using AudioSampler.Catalog.Search;

namespace AudioSampler.Catalog.Similarity;

/// <summary>A region that sounds alike.</summary>
/// <param name="Score">How alike: 1 the same, 0 no more than any two sounds of the catalogue, below that less.</param>
/// <param name="Region">The region, in one of the files that hold it.</param>
public sealed record SimilarRegion(double Score, RegionSearchRow Region);
