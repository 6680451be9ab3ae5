using System.Text.Json.Serialization;

namespace AudioSampler.Cli.Doctor;

/// <summary>How a check came out.</summary>
internal enum CheckLevel
{
    /// <summary>Nothing to do.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>It works, but something could be better.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>It doesn't work.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}
