namespace AudioSampler.Catalog.Marks;

/// <summary>A collection as it was and as it became, and what was put in or taken out.</summary>
/// <param name="Collection">Its number, which it keeps when it comes back.</param>
/// <param name="Before">As it was; null when there was none.</param>
/// <param name="After">As it became; null when it was removed.</param>
/// <param name="Added">What was put in.</param>
/// <param name="Removed">What was taken out, or was in it when it was removed.</param>
internal sealed record CollectionEdit(
    long Collection,
    CollectionState? Before,
    CollectionState? After,
    CollectionItem[] Added,
    CollectionItem[] Removed
)
{
    /// <summary>The edit that leads from what this one made to what was before.</summary>
    internal CollectionEdit Reversed => new(Collection, After, Before, Removed, Added);
}
