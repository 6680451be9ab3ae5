namespace AudioSampler.Catalog.Marks;

/// <summary>A mark as it was and as it became.</summary>
/// <param name="Mark">Number of the mark.</param>
/// <param name="Before">As it was.</param>
/// <param name="After">As it became.</param>
internal sealed record MarkEdit(long Mark, MarkState Before, MarkState After);
