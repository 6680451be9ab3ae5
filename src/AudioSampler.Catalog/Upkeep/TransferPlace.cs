namespace AudioSampler.Catalog.Upkeep;

/// <summary>Audio, or a stretch of it.</summary>
internal sealed record TransferPlace(string AudioHash, double? StartS, double? EndS);
