namespace AudioSampler.Server.Models;

/// <summary>Where a file would be cut at its silences; nothing is changed.</summary>
/// <param name="FileId">Id of the file.</param>
/// <param name="Regions">Start and end of each region, in seconds, as the correction <c>regions</c> takes them.</param>
public sealed record CutPreview(long FileId, IReadOnlyList<double[]> Regions);
