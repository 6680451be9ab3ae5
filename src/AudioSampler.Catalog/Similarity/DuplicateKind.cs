using System.Text.Json.Serialization;

namespace AudioSampler.Catalog.Similarity;

/// <summary>In what way things are the same.</summary>
public enum DuplicateKind
{
    /// <summary>Files of the same bytes.</summary>
    [JsonStringEnumMemberName("same_bytes")]
    SameBytes,

    /// <summary>Files of the same samples: copies, and those under other tags or in another lossless format.</summary>
    [JsonStringEnumMemberName("same_audio")]
    SameAudio,

    /// <summary>Regions of different audio that sound the same and last as long: another encoding, another level.</summary>
    [JsonStringEnumMemberName("near")]
    Near,
}
