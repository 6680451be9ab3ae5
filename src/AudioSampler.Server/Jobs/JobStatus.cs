namespace AudioSampler.Server.Jobs;

/// <summary>A job as callers see it.</summary>
public sealed record JobStatus
{
    /// <summary>The job's id.</summary>
    public required string Id { get; init; }

    /// <summary>The file or folder that it analyses.</summary>
    public required string Path { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Files to do; 0 until the folder has been walked.</summary>
    public int FilesTotal { get; init; }

    /// <summary>Files done, those that failed included.</summary>
    public int FilesDone { get; init; }

    /// <summary>Files that failed.</summary>
    public int FilesFailed { get; init; }

    /// <summary>Name of the file begun last; null before.</summary>
    public string? CurrentFile { get; init; }

    /// <summary>What is being done with it, such as <c>decoding</c> or the name of an analyzer; null before.</summary>
    public string? CurrentStep { get; init; }

    /// <summary>Messages of failed files, the last twenty.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];
}
