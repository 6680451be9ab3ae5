using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>
/// What is kept of a batch of files, so that it can be gone on with after its process has died. That it can't be kept for the moment, as on a full disk, stops
/// no file: what is missing is written later, or done again. Calls may come from several threads.
/// </summary>
public interface IAnalysisJob
{
    /// <summary>The job's number.</summary>
    long Id { get; }

    /// <summary>What came of a file before; null when it has not ended in this job, or has changed since.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<EndedFile?> RecallAsync(string path, CancellationToken cancellationToken);

    /// <summary>A file is begun.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="cancellationToken">Stops the work; nothing is written then.</param>
    /// <exception cref="OperationCanceledException">The job was lost to another program.</exception>
    Task BeginFileAsync(string path, CancellationToken cancellationToken);

    /// <summary>A file has ended. One that has ended already stays as it is.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="document">What came of it; null when it holds no sound.</param>
    /// <param name="cancellationToken">Stops the work; nothing is written then.</param>
    /// <exception cref="OperationCanceledException">The job was lost to another program.</exception>
    Task EndFileAsync(string path, AnalysisDocument? document, CancellationToken cancellationToken);
}
