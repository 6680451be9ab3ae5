using AudioSampler.Analysis.Engine;

namespace AudioSampler.Server.Jobs;

/// <summary>How far the job at work is within its files. It stands in memory: what has to outlive the server is in the catalogue.</summary>
/// <param name="jobId">The job.</param>
internal sealed class LiveProgress(long jobId) : IProgress<AnalysisProgress>
{
    private volatile AnalysisProgress? _last;

    /// <inheritdoc/>
    public void Report(AnalysisProgress value) => _last = value;

    /// <summary>The status of a job, with what is known of its current file if this is the one at work.</summary>
    public JobStatus AddTo(JobStatus status) =>
        status.Id != jobId || _last is not { } last
            ? status
            : status with
            {
                CurrentFile = Path.GetFileName(last.Path),
                CurrentStep = last.Stage == AnalysisStage.Analyzing ? last.Analyzer : last.Stage.ToString().ToLowerInvariant(),
                DecodedS = Math.Round(last.DecodedSeconds, 1),
            };
}
