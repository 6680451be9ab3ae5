namespace AudioSampler.Catalog.Upkeep;

/// <summary>Something in a collection.</summary>
/// <param name="AudioHash">Hash of the audio.</param>
/// <param name="StartS">As of a <see cref="TransferPlace"/>.</param>
/// <param name="EndS">As of a <see cref="TransferPlace"/>.</param>
/// <param name="Region">As of a <see cref="TransferPlace"/>.</param>
/// <param name="AddedTicks">When it was put in, in UTC ticks; null in files of before.</param>
internal sealed record TransferItem(string AudioHash, double? StartS, double? EndS, int? Region, long? AddedTicks)
{
    /// <summary>What it is.</summary>
    internal TransferPlace Place => new(AudioHash, StartS, EndS, Region);
}
