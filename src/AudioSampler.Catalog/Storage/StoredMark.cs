using AudioSampler.Catalog.Marks;

namespace AudioSampler.Catalog.Storage;

/// <summary>A mark as it stands in its rows.</summary>
/// <param name="Id">Its number.</param>
/// <param name="RegionId">The region that it is about; null for the audio as a whole, and while it waits for a region.</param>
/// <param name="State">What it says.</param>
internal sealed record StoredMark(long Id, long? RegionId, MarkState State);
