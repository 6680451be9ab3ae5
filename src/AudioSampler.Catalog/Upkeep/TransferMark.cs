using AudioSampler.Catalog.Marks;

namespace AudioSampler.Catalog.Upkeep;

/// <summary>What the user says of audio, or of a stretch of it.</summary>
internal sealed record TransferMark(string AudioHash, double? StartS, double? EndS, MarkState State);
