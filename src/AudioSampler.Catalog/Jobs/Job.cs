using AudioSampler.Plugins.Contract;

namespace AudioSampler.Catalog.Jobs;

/// <summary>An analysis that was asked for, as it stood when it was read.</summary>
public sealed record Job
{
    /// <summary>The job's number, growing and never used twice.</summary>
    public required long Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>What it does.</summary>
    public required JobRequest Request { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was first taken; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Number of files; null until its folders have been walked.</summary>
    public int? FilesTotal { get; init; }

    /// <summary>Files that have ended, those that failed included.</summary>
    public int FilesDone { get; init; }

    /// <summary>Files that failed.</summary>
    public int FilesFailed { get; init; }

    /// <summary>Name of the writer that holds its lease; null when none does.</summary>
    public string? Owner { get; init; }

    /// <summary>When its owner last gave a sign of life; null when it has none.</summary>
    public DateTimeOffset? HeartbeatAt { get; init; }

    /// <summary>Whether its owner is to end it.</summary>
    public bool CancelRequested { get; init; }

    /// <summary>Why the job as a whole failed; null when it didn't.</summary>
    public AnalysisError? Error { get; init; }

    /// <summary>Whether nothing more will come of it, unless it is asked for again.</summary>
    public bool HasEnded => State is not (JobState.Queued or JobState.Running or JobState.Paused);
}
