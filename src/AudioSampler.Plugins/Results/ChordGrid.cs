using System.Text.Json.Serialization;

namespace AudioSampler.Plugins.Results;

/// <summary>Where chords may change.</summary>
public enum ChordGrid
{
    /// <summary>On beats, and halfway between slow ones.</summary>
    [JsonStringEnumMemberName("beats")]
    Beats,

    /// <summary>Every half second: a substitute, as no beats were found.</summary>
    [JsonStringEnumMemberName("half_seconds")]
    HalfSeconds,
}
