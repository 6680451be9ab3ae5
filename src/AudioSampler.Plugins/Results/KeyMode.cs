using System.Text.Json.Serialization;

namespace AudioSampler.Plugins.Results;

/// <summary>Mode of a key.</summary>
public enum KeyMode
{
    /// <summary>Major.</summary>
    [JsonStringEnumMemberName("major")]
    Major,

    /// <summary>Minor.</summary>
    [JsonStringEnumMemberName("minor")]
    Minor,

    /// <summary>No key.</summary>
    [JsonStringEnumMemberName("atonal")]
    Atonal,
}
