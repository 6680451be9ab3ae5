using AudioSampler.Catalog.Marks;

namespace AudioSampler.Catalog.Upkeep;

/// <summary>A mark as it was and as it became.</summary>
internal sealed record TransferEdit(TransferPlace Place, MarkState Before, MarkState After);
