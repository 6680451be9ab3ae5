namespace AudioSampler.Plugins.Contract;

/// <summary>Computes one kind of frame-level data for a region, on demand and once.</summary>
/// <typeparam name="T">The artifact. It may grow with the region's length only as a compact series.</typeparam>
public interface IArtifactProvider<T>
    where T : class
{
    /// <summary>Computes the artifact of a region.</summary>
    /// <param name="region">The region. Any signal may be read that an analyzer declares; results may not be consumed.</param>
    /// <param name="cancellationToken">Set when nobody waits for the artifact any more.</param>
    Task<T> ComputeAsync(IRegionContext region, CancellationToken cancellationToken);
}
