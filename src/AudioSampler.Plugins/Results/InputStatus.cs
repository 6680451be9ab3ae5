using System.Text.Json.Serialization;

namespace AudioSampler.Plugins.Results;

/// <summary>State of a result that an analyzer consumed.</summary>
public enum InputStatus
{
    /// <summary>It was there.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>Its analyzer failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Its analyzer was skipped or not asked for.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,

    /// <summary>It was missing, and something else was used in its place.</summary>
    [JsonStringEnumMemberName("substitute")]
    Substitute,
}
