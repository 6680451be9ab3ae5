namespace AudioSampler.Catalog.Similarity;

/// <summary>A region on the map of sounds.</summary>
/// <param name="RegionId">The region.</param>
/// <param name="Model">The network whose map it is; points of different networks don't belong on one map.</param>
/// <param name="X">Place along the direction in which sounds differ most, about -1…1.</param>
/// <param name="Y">Place along the next, about -1…1.</param>
/// <param name="Kind">The kind of sound; null when it is not known.</param>
public sealed record MapPoint(long RegionId, string Model, float X, float Y, string? Kind);
