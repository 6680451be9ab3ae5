using System.Text.Json.Serialization;

namespace AudioSampler.Plugins.Results;

/// <summary>What a stretch of sound is, coarsely.</summary>
public enum SoundKind
{
    /// <summary>Music, with or without voices.</summary>
    [JsonStringEnumMemberName("music")]
    Music,

    /// <summary>Speech.</summary>
    [JsonStringEnumMemberName("speech")]
    Speech,

    /// <summary>Unaccompanied voice that sings.</summary>
    [JsonStringEnumMemberName("singing")]
    Singing,

    /// <summary>Anything else that sounds around us.</summary>
    [JsonStringEnumMemberName("environment")]
    Environment,

    /// <summary>A single hit or a short burst of hits of unpitched character, up to 4 s.</summary>
    [JsonStringEnumMemberName("percussion")]
    Percussion,

    /// <summary>One pitched sound, up to 8 s.</summary>
    [JsonStringEnumMemberName("note")]
    Note,

    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("silence")]
    Silence,

    /// <summary>No kind covers 60 % of the sounding time.</summary>
    [JsonStringEnumMemberName("mixed")]
    Mixed,
}
