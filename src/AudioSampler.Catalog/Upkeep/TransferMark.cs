using AudioSampler.Catalog.Marks;

namespace AudioSampler.Catalog.Upkeep;

/// <summary>What the user says of audio, or of a stretch of it.</summary>
internal sealed record TransferMark(string AudioHash, double? StartS, double? EndS, int? Region, MarkState State)
{
    /// <summary>What it is about.</summary>
    internal TransferPlace Place => new(AudioHash, StartS, EndS, Region);
}
