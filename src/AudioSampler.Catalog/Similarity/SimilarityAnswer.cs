namespace AudioSampler.Catalog.Similarity;

/// <summary>What a search by ear found.</summary>
/// <param name="Model">The network by which sounds were compared; <c>signal</c> where none heard them: then overall likeness is that of timbre.</param>
/// <param name="Compared">How many regions were compared.</param>
/// <param name="NotComparable">How many regions another network heard, or none, and that could not be compared.</param>
/// <param name="Results">The regions, the most alike first.</param>
public sealed record SimilarityAnswer(string Model, long Compared, long NotComparable, IReadOnlyList<SimilarRegion> Results);
