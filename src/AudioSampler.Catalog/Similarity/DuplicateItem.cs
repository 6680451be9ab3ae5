namespace AudioSampler.Catalog.Similarity;

/// <summary>One of several things that are the same.</summary>
/// <param name="FileId">The file.</param>
/// <param name="Path">Its absolute path.</param>
/// <param name="RegionId">The region, of near duplicates; else null.</param>
/// <param name="StartS">Start of the region, in seconds from the start of the file; null without one.</param>
/// <param name="DurationS">Duration of the region or file, in seconds; null when the file could not be probed.</param>
/// <param name="SizeBytes">Size of the file, in bytes.</param>
/// <param name="Missing">Whether there was no file at the path when it was last looked for.</param>
public sealed record DuplicateItem(
    long FileId,
    string Path,
    long? RegionId,
    double? StartS,
    double? DurationS,
    long SizeBytes,
    bool Missing
);
