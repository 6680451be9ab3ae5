namespace AudioSampler.Catalog.Upkeep;

/// <summary>Audio, or a stretch of it.</summary>
/// <param name="AudioHash">Hash of the audio.</param>
/// <param name="StartS">Start of the stretch that the mark was made for, in seconds; null for the audio as a whole.</param>
/// <param name="EndS">End of it, in seconds; null for the audio as a whole.</param>
/// <param name="Region">Position of the region that it is about; -1 while it waits for one; null for the audio as a whole, and in files of before.</param>
internal sealed record TransferPlace(string AudioHash, double? StartS, double? EndS, int? Region);
