using System.Text.Json.Serialization;

namespace AudioSampler.Server.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>It waits for its turn.</summary>
    [JsonStringEnumMemberName("queued")]
    Queued,

    /// <summary>It is at work.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>All its files are done.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>It went to the end, but some files failed.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,

    /// <summary>All its files failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It was cancelled, or the server stopped.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
