using AudioSampler.Catalog.Marks;

namespace AudioSampler.Catalog.Upkeep;

/// <summary>A collection as it was and as it became, and what was put in or taken out.</summary>
internal sealed record TransferCollectionEdit(
    long Number,
    CollectionState? Before,
    CollectionState? After,
    IReadOnlyList<TransferItem> Added,
    IReadOnlyList<TransferItem> Removed
);
