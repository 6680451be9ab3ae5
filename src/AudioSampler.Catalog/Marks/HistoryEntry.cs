using System.Text.Json.Serialization;

namespace AudioSampler.Catalog.Marks;

/// <summary>Something that the user did.</summary>
/// <param name="Id">Its number, growing.</param>
/// <param name="At">When.</param>
/// <param name="Action">What, in a few words.</param>
/// <param name="Count">How many files, regions or collections it was done to.</param>
/// <param name="Undone">Whether it was undone.</param>
public sealed record HistoryEntry(long Id, DateTimeOffset At, string Action, int Count, bool Undone)
{
    /// <summary>Whether undoing it, or doing it again, changed where files are cut, so that they have to be analysed again.</summary>
    [JsonIgnore]
    public bool Cuts { get; init; }
}
