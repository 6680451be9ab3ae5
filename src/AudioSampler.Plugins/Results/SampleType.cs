using System.Text.Json.Serialization;

namespace AudioSampler.Plugins.Results;

/// <summary>How a region can be played.</summary>
public enum SampleType
{
    /// <summary>One hit or note, or a short burst: played once.</summary>
    [JsonStringEnumMemberName("one_shot")]
    OneShot,

    /// <summary>A whole number of bars that goes on at its start.</summary>
    [JsonStringEnumMemberName("loop")]
    Loop,

    /// <summary>Something with a beginning and an end: a phrase, a sentence, a song.</summary>
    [JsonStringEnumMemberName("phrase")]
    Phrase,

    /// <summary>A sound without events, or of many small ones: rain, a room, a crowd, a drone.</summary>
    [JsonStringEnumMemberName("ambience")]
    Ambience,
}
