using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Upkeep;

/// <summary>A file with its results; what the user says stands in marks.</summary>
/// <param name="Document">The results.</param>
/// <param name="SizeBytes">Size of the file.</param>
/// <param name="ModifiedTicks">Its time of change, in UTC ticks.</param>
/// <param name="AddedTicks">When it came into the catalogue, in UTC ticks.</param>
/// <param name="ContentHash">Hash of its bytes.</param>
/// <param name="Missing">Whether it was away.</param>
/// <param name="RemovedTicks">When the user removed it from the catalogue, in UTC ticks; null when it is there.</param>
/// <param name="RemovedBy">The entry of the history that removed it; null when it is there, when there is no such entry, and in files of before.</param>
internal sealed record TransferFile(
    AnalysisDocument Document,
    long SizeBytes,
    long ModifiedTicks,
    long AddedTicks,
    string? ContentHash,
    bool Missing,
    long? RemovedTicks,
    TransferRemoval? RemovedBy
);
