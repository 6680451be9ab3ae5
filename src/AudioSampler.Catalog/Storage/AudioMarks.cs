using AudioSampler.Catalog.Marks;

namespace AudioSampler.Catalog.Storage;

/// <summary>What the user says of some audio.</summary>
/// <param name="Whole">Of the audio as a whole.</param>
/// <param name="Regions">Of its regions, by their numbers.</param>
internal sealed record AudioMarks(MarkState Whole, IReadOnlyDictionary<long, MarkState> Regions)
{
    /// <summary>What is said of a region; nothing when nothing is.</summary>
    public MarkState Of(long? regionId) => regionId is { } id && Regions.TryGetValue(id, out MarkState? state) ? state : MarkState.Nothing;
}
