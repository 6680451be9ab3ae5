using AudioSampler.Catalog.Jobs;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Catalog.Model;

/// <summary>An analysis that was asked for, and how far it is.</summary>
public sealed class JobRow
{
    /// <summary>Number, growing and never used twice.</summary>
    public long Id { get; set; }

    /// <summary>Where it stands, as <see cref="JobState"/> is written.</summary>
    public required string State { get; set; }

    /// <summary>Absolute paths of files and folders, as a JSON array.</summary>
    public required string Paths { get; set; }

    /// <summary>Names of the analyzers asked for, as a JSON array; null stands for all.</summary>
    public string? Only { get; set; }

    /// <summary>Whether what is stored already is analysed again.</summary>
    public bool Force { get; set; }

    /// <summary>Jobs of a higher number come first.</summary>
    public int Priority { get; set; }

    /// <summary>When it was asked for, in UTC ticks (100 ns).</summary>
    public long CreatedTicks { get; set; }

    /// <summary>When it was first taken, in UTC ticks; null before.</summary>
    public long? StartedTicks { get; set; }

    /// <summary>When it ended, in UTC ticks; null before.</summary>
    public long? EndedTicks { get; set; }

    /// <summary>Number of files; null until its folders have been walked.</summary>
    public int? FilesTotal { get; set; }

    /// <summary>Files that have ended, those that failed included.</summary>
    public int FilesDone { get; set; }

    /// <summary>Files that failed.</summary>
    public int FilesFailed { get; set; }

    /// <summary>Name of the writer that holds its lease; null when none does.</summary>
    public string? Owner { get; set; }

    /// <summary>When its owner last gave a sign of life, in UTC ticks; null when it has none.</summary>
    public long? HeartbeatTicks { get; set; }

    /// <summary>Whether its owner is to end it.</summary>
    public bool CancelRequested { get; set; }

    /// <summary>Why the job as a whole failed, an <see cref="AnalysisError"/> as JSON; null when it didn't.</summary>
    public string? Error { get; set; }
}
