using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>How a worker ended.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Description">What is known of it, in a few words: the signal, the exit code, the last line that it wrote.</param>
/// <param name="RegionIndex">The region whose analyzer was too slow; null for other causes.</param>
/// <param name="Analyzer">The analyzer that was too slow; null for other causes.</param>
internal sealed record WorkerDeath(DeathCause Cause, string Description, int? RegionIndex = null, string? Analyzer = null)
{
    /// <summary>Whether somebody else may have ended it: this program did not, and it was a kill.</summary>
    public bool MayBeFromOutside { get; init; }

    /// <summary>The code of an analyzer that caused it.</summary>
    public AnalysisErrorCode Code =>
        Cause switch
        {
            DeathCause.TimedOut => AnalysisErrorCode.TimedOut,
            DeathCause.OutOfMemory => AnalysisErrorCode.OutOfMemory,
            _ => AnalysisErrorCode.WorkerCrashed,
        };
}
