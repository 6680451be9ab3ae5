using System.Text.Json.Serialization;

namespace AudioSampler.Plugins.Results;

/// <summary>Whether an analyzer has a result.</summary>
public enum OutcomeStatus
{
    /// <summary>There is a result.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>It failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It was not run, with a reason.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,
}
