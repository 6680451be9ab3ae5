using AudioSampler.Catalog.Jobs;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Catalog.Model;

/// <summary>A file of a job.</summary>
public sealed class JobFileRow
{
    /// <summary>The job.</summary>
    public long JobId { get; set; }

    /// <summary>Absolute path.</summary>
    public required string Path { get; set; }

    /// <summary>Place in the order of the job, from 0.</summary>
    public int Position { get; set; }

    /// <summary>Whether the user named it, or it has the name of a sound file.</summary>
    public bool Named { get; set; }

    /// <summary>Where it stands, as <see cref="JobState"/> is written.</summary>
    public required string State { get; set; }

    /// <summary>The file in the catalogue; null before its end, when it failed in a way that isn't kept, and when it holds no sound.</summary>
    public long? FileId { get; set; }

    /// <summary>Why it failed, an <see cref="AnalysisError"/> as JSON; null when it didn't.</summary>
    public string? Error { get; set; }
}
