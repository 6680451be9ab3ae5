using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>Where results are kept. The engine writes each result as it comes, into a generation that becomes current when the file is done.</summary>
public interface IAnalysisStore
{
    /// <summary>Finds what is stored of a file: by its audio hash where that is given, else by its content hash, else by path, size and time.</summary>
    /// <returns>The current document under the path given, whole; null when the file isn't known by that.</returns>
    Task<AnalysisDocument?> FindAsync(FileIdentity identity, CancellationToken cancellationToken);

    /// <summary>Makes the path a copy of audio that is known already, so that results, tags and edits are shared (a moved, copied or retagged file).</summary>
    /// <param name="identity">The path, with both hashes.</param>
    /// <param name="file">The facts of this copy.</param>
    /// <param name="cancellationToken">Stops the work; nothing is changed then.</param>
    /// <returns>The current document under the new path.</returns>
    Task<AnalysisDocument> LinkAsync(FileIdentity identity, FileFacts file, CancellationToken cancellationToken);

    /// <summary>
    /// Begins a new generation of results of a file, or goes on with one that the same job began by the same recipe and that broke off. What was there stays
    /// current until the generation is completed.
    /// </summary>
    /// <param name="identity">The path, with both hashes.</param>
    /// <param name="file">The facts of the file.</param>
    /// <param name="recipe">By what the results are made.</param>
    /// <param name="jobId">The job; null without one.</param>
    /// <param name="cancellationToken">Stops the work; nothing is changed then.</param>
    Task<IAnalysisGeneration> BeginAsync(
        FileIdentity identity,
        FileFacts file,
        AnalysisRecipe recipe,
        long? jobId,
        CancellationToken cancellationToken
    );

    /// <summary>Records that a file can't be analysed. Results of an earlier, readable state of the file stay.</summary>
    /// <param name="identity">The path.</param>
    /// <param name="document">A document with status failed.</param>
    /// <param name="cancellationToken">Stops the work; nothing is changed then.</param>
    /// <returns>The document with its <see cref="AnalysisDocument.FileId"/>.</returns>
    Task<AnalysisDocument> FailAsync(FileIdentity identity, AnalysisDocument document, CancellationToken cancellationToken);
}
