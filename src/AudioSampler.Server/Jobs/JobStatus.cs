using AudioSampler.Catalog.Jobs;

namespace AudioSampler.Server.Jobs;

/// <summary>A job as callers see it.</summary>
public sealed record JobStatus
{
    /// <summary>The job's number.</summary>
    public required long Id { get; init; }

    /// <summary>Most paths that are told of a job.</summary>
    public const int MostPaths = 20;

    /// <summary>The files and folders that it analyses, the first twenty; files_total counts all.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was first begun; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Files to do; 0 until the folder has been walked.</summary>
    public int FilesTotal { get; init; }

    /// <summary>Files done, those that failed included.</summary>
    public int FilesDone { get; init; }

    /// <summary>Files that failed.</summary>
    public int FilesFailed { get; init; }

    /// <summary>Name of the file that told last how far it is; null when none is at work here.</summary>
    public string? CurrentFile { get; init; }

    /// <summary>What is being done with it, such as <c>decoding</c> or the name of an analyzer; null when none is at work here.</summary>
    public string? CurrentStep { get; init; }

    /// <summary>How much of it is decoded, in seconds; null when none is at work here.</summary>
    public double? DecodedS { get; init; }

    /// <summary>Why the job failed as a whole, or else the messages of failed files, the last twenty; they name files without their folders: a search for is:failed has those.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];
}
