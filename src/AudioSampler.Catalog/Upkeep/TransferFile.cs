using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Upkeep;

/// <summary>A file with its results; what the user says stands in marks.</summary>
internal sealed record TransferFile(
    AnalysisDocument Document,
    long SizeBytes,
    long ModifiedTicks,
    long AddedTicks,
    string? ContentHash,
    bool Missing
);
