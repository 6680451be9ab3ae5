namespace AudioSampler.Catalog.Similarity;

/// <summary>Things that are the same.</summary>
/// <param name="Kind">In what way.</param>
/// <param name="Items">What they are, in the order in which they came into the catalogue.</param>
public sealed record DuplicateGroup(DuplicateKind Kind, IReadOnlyList<DuplicateItem> Items);
