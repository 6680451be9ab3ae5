namespace AudioSampler.Catalog.Jobs;

/// <summary>A page of jobs.</summary>
/// <param name="Total">Number of all that match.</param>
/// <param name="Jobs">Those of this page, the newest first.</param>
public sealed record JobPage(long Total, IReadOnlyList<Job> Jobs);
