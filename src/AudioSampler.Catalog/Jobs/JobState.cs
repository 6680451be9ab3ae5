using System.Text.Json.Serialization;

namespace AudioSampler.Catalog.Jobs;

/// <summary>Where a job stands, or a file of it.</summary>
public enum JobState
{
    /// <summary>It waits for its turn.</summary>
    [JsonStringEnumMemberName("queued")]
    Queued,

    /// <summary>It is at work, or was when its program died.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>A job that was stopped by its user, and goes on when it is resumed.</summary>
    [JsonStringEnumMemberName("paused")]
    Paused,

    /// <summary>A job: all its files are done. A file: all its analyses are, or it holds no sound.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>It went to the end, but some files of the job failed, or some analyses of the file.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,

    /// <summary>The job as a whole failed, or all its files did; or the file did.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It was cancelled before its end.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
